import Foundation
import SigV4

/// The account that every emulator plays, and the credentials that open it.
enum SandboxIdentity {
  /// The account's twelve digits.
  static let account = "123456789012"
  /// The region that is printed; requests signed for any other one see the same data.
  static let region = "us-east-1"
  /// The user whom STS names.
  static let userName = "sandbox"
  /// The user's unique id.
  static let userId = "AIDASANDBOXTOLLGATE1"

  /// The long-lived credentials; they open nothing but an emulator on loopback.
  static let credentials = Credentials(
    accessKeyId: "AKIASANDBOXTOLLGATE1",
    secretAccessKey: SecretValue("sandbox/only/on/loopback/TollgateDemo001"))

  /// Temporary credentials that ran out long ago, by which clients can see how that is refused.
  static let expired = Credentials(
    accessKeyId: "ASIASANDBOXEXPIRED01",
    secretAccessKey: SecretValue("sandbox/only/on/loopback/TollgateDemo002"),
    sessionToken: SecretValue("sandbox-session-that-has-expired"),
    expiration: Date(timeIntervalSince1970: 1_577_836_800))

  /// Looks up the credentials of an access key.
  static func credentials(for accessKeyId: String) -> Credentials? {
    [credentials, expired].first { $0.accessKeyId == accessKeyId }
  }
}
