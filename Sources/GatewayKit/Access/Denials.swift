import AWSClient
import Synchronization

/// What the caller of a context may not do, as it turned out. Figures that are left out for it are
/// told once, and a refresh that nobody asked for does not ask for what is refused more often than
/// every five minutes.
final class Denials: Sendable {
  private struct Slot: Hashable {
    var permission: Permission
    /// The ARN; nil for the permission altogether.
    var arn: String?
  }

  private struct State {
    var known = KnownAccess()
    /// When what is denied was asked for last, in seconds.
    var asked: [Slot: Double] = [:]
    var told: [(capability: Capability, sentence: String)] = []
  }

  /// Seconds between two background requests for the same denied thing.
  static let pause: Double = 300

  private let seconds: @Sendable () -> Double
  private let state = Mutex(State())

  /// Makes one that knows nothing; `seconds` is a steady clock.
  init(seconds: @escaping @Sendable () -> Double) { self.seconds = seconds }

  /// What is known to be denied now.
  var known: KnownAccess { state.withLock { $0.known.deniedOnly } }

  /// One sentence for each thing that is left out.
  var sentences: [String] { state.withLock { $0.told.map(\.sentence) } }

  /// Sees the requests of a client.
  var watch: AccessWatch {
    AccessWatch { [self] in
      before($0, $1)
    } after: { [self] in
      after($0, $1)
    }
  }

  /// Lets everything be tried again at once: a person asked for it.
  func askAgain() {
    state.withLock { state in
      state.known.forgetChanges()
      state.asked = [:]
    }
  }

  /// Runs a read that an answer can do without; nil when the caller may not do it.
  func optional<Value>(
    _ capability: Capability, _ read: () async throws -> Value
  ) async throws -> Value? {
    do {
      return try await read()
    } catch let error as AWSError where error.isDenial {
      note(error, without: capability)
      return nil
    }
  }

  private func note(_ error: AWSError, without capability: Capability) {
    var sentence =
      GatewayError(error).message + " Without it, \(capability.words) is not possible."
    if let role = capability.leastRole, DeniedPermission(error)?.isExplicit != true {
      sentence += " tollgate iam \(role.rawValue) prints a policy that has it."
    }
    state.withLock { state in
      guard !state.told.contains(where: { $0.capability == capability }) else { return }
      state.told.append((capability, sentence))
    }
  }

  // MARK: the watch

  private func before(_ asked: AskedAction, _ lane: Lane) -> AWSError? {
    guard lane == .background else { return nil }
    let now = seconds()
    return state.withLock { state in
      guard let found = state.known.denial(of: asked.action, on: asked.resource) else { return nil }
      let slot = Slot(
        permission: found.permission,
        arn: found.isOfAll ? nil : asked.resource.map(GatewayError.masked))
      if let last = state.asked[slot], now - last < Self.pause {
        return AWSError(
          kind: .service, status: 403, code: "AccessDeniedException", message: found.denial.said,
          operation: "", attempts: 0)
      }
      // This one goes and finds out; whoever comes meanwhile waits for the next time.
      state.asked[slot] = now
      return nil
    }
  }

  private func after(_ asked: AskedAction, _ error: AWSError?) {
    guard let error else {
      return state.withLock { $0.known.allow(asked.action, on: asked.resource) }
    }
    guard error.isDenial, let denial = DeniedPermission(error) else { return }
    let now = seconds()
    state.withLock { state in
      state.known.deny(denial)
      guard let need = Capability.needing(denial.action, on: denial.arn) else { return }
      state.asked[Slot(permission: need.permission, arn: nil)] = now
      state.asked[Slot(permission: need.permission, arn: denial.arn)] = now
    }
  }
}
