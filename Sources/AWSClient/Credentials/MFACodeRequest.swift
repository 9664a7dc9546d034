package import SigV4

/// A code of an MFA device that is needed now.
package struct MFACodeRequest: Sendable, Hashable {
  /// The profile that needs it.
  package var profile: String
  /// The device's serial number or ARN.
  package var serial: String
  /// What AWS said of the code before; nil when none was given yet.
  package var refusal: String?

  /// Makes a request.
  package init(profile: String, serial: String, refusal: String? = nil) {
    self.profile = profile
    self.serial = serial
    self.refusal = refusal
  }
}

/// Asks a person for the code of an MFA device; nil when there is no other than the one refused.
package typealias AskMFACode = @Sendable (MFACodeRequest) async throws -> SecretValue?
