import AWSClient
import Foundation
import Synchronization
import Testing

@testable import GatewayKit

/// Who is calling is told with the credentials as they stand now, not as they stood at first.
struct IdentityBoxTests {
  private final class Credentials: Sendable {
    let standing = Mutex(CredentialsStanding(source: "first"))
  }

  @Test func theCredentialsAreThoseOfNow() {
    let credentials = Credentials()
    let context = GatewayContext(profile: "prod", region: "eu-west-1")
    let box = IdentityBox(
      ContextIdentity(context: context, credentialSource: "nobody asks this"),
      config: GatewayConfig()
    ) { credentials.standing.withLock { $0 } }
    #expect(box.current == ContextIdentity(context: context, credentialSource: "first"))
    let end = Date(timeIntervalSince1970: 1_800_000_000)
    credentials.standing.withLock {
      $0 = CredentialsStanding(
        source: "second", expiresAt: end, renewsItself: false, advice: "run aws login")
    }
    let record = CallerIdentityRecord(account: "123456789012", arn: "arn:x", userId: "u")
    let expected = ContextIdentity(
      context: context, account: "123456789012", arn: "arn:x", credentialSource: "second",
      expiresAt: end, renewsItself: false, renewalAdvice: "run aws login")
    #expect(box.learn(record) == expected)
    #expect(box.current == expected)
  }
}
