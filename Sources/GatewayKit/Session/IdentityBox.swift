import AWSClient
import Synchronization

/// Who is calling: what the settings tell at once, what STS tells when it is asked, and how the
/// credentials stand now.
final class IdentityBox: Sendable {
  private let known: Mutex<ContextIdentity>
  private let asking = Mutex<Task<Void, Never>?>(nil)
  private let config: GatewayConfig
  private let credentials: @Sendable () -> CredentialsStanding

  init(
    _ identity: ContextIdentity, config: GatewayConfig,
    credentials: @escaping @Sendable () -> CredentialsStanding
  ) {
    var identity = identity
    identity.isProtected = config.isProtected(identity.context, account: identity.account)
    known = Mutex(identity)
    self.config = config
    self.credentials = credentials
  }

  var current: ContextIdentity {
    var identity = known.withLock { $0 }
    let standing = credentials()
    identity.credentialSource = standing.source
    identity.expiresAt = standing.expiresAt
    identity.renewsItself = standing.renewsItself
    identity.renewalAdvice = standing.advice
    return identity
  }

  /// Takes in what STS said.
  func learn(_ record: CallerIdentityRecord) -> ContextIdentity {
    known.withLock { identity in
      identity.account = record.account
      identity.arn = record.arn
      identity.isProtected = config.isProtected(identity.context, account: record.account)
    }
    return current
  }

  /// Asks STS in the background, once per process, so that the journal can name the caller without
  /// making any change wait. Who cannot be asked stays `unknown`; the change does not fail for it.
  func learnInBackground(_ sts: SecurityTokenService) {
    guard current.arn == nil else { return }
    asking.withLock { task in
      guard task == nil else { return }
      task = Task {
        // Nothing depends on it, see above.
        guard let answer = try? await sts.getCallerIdentity(lane: .interactive) else { return }
        _ = learn(answer.value)
      }
    }
  }

  /// Stops asking.
  func stop() {
    asking.withLock { $0?.cancel() }
  }
}
