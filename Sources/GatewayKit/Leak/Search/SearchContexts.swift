import AWSClient
import Synchronization

/// The contexts that a search goes through, those that the text names first.
final class SearchContexts: Sendable {
  /// What could not be opened.
  struct Failure: Sendable {
    var context: GatewayContext
    var reason: String
  }

  /// In the order in which they are searched; each group side by side.
  let groups: [[GatewaySession]]
  /// What could not be opened.
  let failures: [Failure]
  private let error = Mutex<(any Error)?>(nil)

  private init(groups: [[GatewaySession]], failures: [Failure]) {
    self.groups = groups
    self.failures = failures
  }

  /// Contexts in all, those that could not be opened too.
  var count: Int { sessions.count + failures.count }
  /// Those that could be opened.
  var sessions: [GatewaySession] { groups.flatMap(\.self) }

  /// What the only context failed with.
  var onlyError: (any Error)? { error.withLock { $0 } }

  /// Keeps what a context failed with.
  func failed(_ failure: any Error) { error.withLock { $0 = failure } }

  /// Opens the session's own context and the others of the process; those of `regions`, which the text
  /// names, go first.
  static func open(_ session: GatewaySession, regions: [String]) async throws -> SearchContexts {
    var sessions = [session]
    var failures: [Failure] = []
    for name in session.siblings.names where name != session.setting {
      do {
        let other = try await session.siblings.session(name)
        if !sessions.contains(where: { $0.context == other.context }) { sessions.append(other) }
      } catch let error as CancellationError {
        throw error
      } catch {
        let told = session.translate(error) as? GatewayError
        if name == session.siblings.unnamed, told?.isForWantOfSettings == true { continue }
        failures.append(
          Failure(context: name.context, reason: told?.message ?? "It cannot be opened."))
      }
    }
    let named = sessions.filter { regions.contains($0.context.region) }
    let others = sessions.filter { !regions.contains($0.context.region) }
    return SearchContexts(groups: [named, others].filter { !$0.isEmpty }, failures: failures)
  }

  /// Runs a piece of work in every context; what fails is told and the others go on.
  func forEach(
    _ ledger: LeakLedger, _ work: @escaping @Sendable (GatewaySession) async throws -> Void
  ) async throws {
    for group in groups {
      await withTaskGroup { tasks in
        for session in group {
          tasks.addTask {
            do {
              try await work(session)
              ledger.countContext()
            } catch {
              guard let told = session.translate(error) as? GatewayError else { return }
              self.failed(told)
              ledger.fail(session.context, told.message)
            }
          }
        }
      }
      try Task.checkCancellation()
    }
  }
}
