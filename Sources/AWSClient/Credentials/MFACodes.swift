import Foundation
import SigV4

/// The codes of a profile's MFA device: asked for one after the other until AWS takes one.
struct MFACodes: Sendable {
  /// Asks a person; nil where nobody can be asked.
  var ask: AskMFACode?
  var profile: String

  /// Sends a wish for a role, with a code where the wish names a device.
  ///
  /// - Throws: what `send` throws when there is no other code to try.
  func with<Answer>(
    _ wish: AssumedRole.Wish, _ send: (AssumedRole.Wish) async throws -> Answer
  ) async throws -> Answer {
    guard let serial = wish.mfaSerial else { return try await send(wish) }
    var wish = wish
    var refusal: AWSError?
    while true {
      guard let code = try await code(of: serial, after: refusal) else {
        throw refusal
          ?? .credentials(
            "NoMFA", "No code of the MFA device \(serial) was given for the profile \(profile).")
      }
      wish.mfaCode = code
      do {
        return try await send(wish)
      } catch var error as AWSError where Self.isWrongCode(error) {
        // A code is a secret for as long as it works.
        error.message = error.message.replacing(code.exposeSecret(), with: "••••••")
        refusal = error
      }
    }
  }

  /// Whether an error is of the asking itself and not of AWS.
  static func isAboutAsking(_ error: AWSError) -> Bool {
    ["NeedsMFA", "InvalidMFA", "NoMFA"].contains(error.code)
  }

  private func code(of serial: String, after refusal: AWSError?) async throws -> SecretValue? {
    guard let ask else {
      throw AWSError.credentials(
        "NeedsMFA",
        "The profile \(profile) needs a code of the MFA device \(serial), and nobody can be asked "
          + "for it here.")
    }
    let request = MFACodeRequest(profile: profile, serial: serial, refusal: refusal?.message)
    guard let answer = try await ask(request) else { return nil }
    let code = answer.exposeSecret().trimmingCharacters(in: .whitespacesAndNewlines)
    guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw AWSError.credentials("InvalidMFA", "A code of an MFA device has six digits.")
    }
    return SecretValue(code)
  }

  /// AWS's sentences for a code that is wrong, over, or was used before; none has a code of its own.
  private static func isWrongCode(_ error: AWSError) -> Bool {
    error.kind == .service && error.message.contains("MultiFactorAuthentication failed")
  }
}
