import Foundation
import SigV4
import Synchronization

/// Keeps the credentials in use, in memory only, and looks again before they run out.
///
/// However many wait, one look is under way at a time. In the last quarter of an hour it goes on
/// beside the requests; in the last ten minutes they wait for it.
final class CredentialsCache: Sendable {
  private struct State {
    var held: ResolvedCredentials
    var look: Task<ResolvedCredentials, any Error>?
    var lastLook: Date?
  }

  private let resolve: @Sendable () async throws -> ResolvedCredentials
  private let date: @Sendable () -> Date
  private let state: Mutex<State>

  /// Seconds before their end from which on credentials are looked for beside the work.
  private static let advisoryWindow: Double = 900
  /// Seconds before their end from which on requests wait for new ones.
  private static let mandatoryWindow: Double = 600
  /// Seconds between two looks while the ones at hand still work.
  private static let spacing: Double = 30

  init(
    _ first: ResolvedCredentials, date: @escaping @Sendable () -> Date,
    resolve: @escaping @Sendable () async throws -> ResolvedCredentials
  ) {
    state = Mutex(State(held: first))
    self.date = date
    self.resolve = resolve
  }

  /// What is in use now, without looking anywhere.
  var known: ResolvedCredentials { state.withLock { $0.held } }

  /// Credentials that are good for the next minutes, as far as anybody can tell.
  ///
  /// - Throws: ``AWSError`` of kind `credentials` when they have expired and there are no others.
  func current() async throws -> ResolvedCredentials {
    let held = known
    guard let left = seconds(left: held), left < Self.advisoryWindow else { return held }
    if left > 0 {
      guard let look = look(isUrgent: false) else { return held }
      guard left < Self.mandatoryWindow else { return held }
      do {
        return try await look.value
      } catch {
        // The ones at hand still work; the failure is told when they do not.
        return held
      }
    }
    guard let found = try await look(isUrgent: true)?.value else { return held }
    if let left = seconds(left: found), left <= 0 {
      throw AWSError.credentials(
        "ExpiredCredentials", "The credentials from \(held.source) have expired.")
    }
    return found
  }

  /// Looks again after the service refused credentials; true when there are others than those.
  func renewed(from refused: ResolvedCredentials) async throws -> Bool {
    // Somebody else may have looked meanwhile.
    if known.credentials != refused.credentials { return true }
    let found = try await look(isUrgent: true)?.value
    return found.map { $0.credentials != refused.credentials } ?? false
  }

  private func seconds(left credentials: ResolvedCredentials) -> Double? {
    credentials.credentials.expiration.map { $0.timeIntervalSince(date()) }
  }

  /// The look that is under way, or a new one; nil when the last one was moments ago and nobody is
  /// in need.
  private func look(isUrgent: Bool) -> Task<ResolvedCredentials, any Error>? {
    let now = date()
    return state.withLock { state in
      if let look = state.look { return look }
      if !isUrgent, let last = state.lastLook, abs(now.timeIntervalSince(last)) < Self.spacing {
        return nil
      }
      state.lastLook = now
      let look = Task { [self] in
        do {
          let found = try await resolve()
          self.state.withLock {
            $0.held = found
            $0.look = nil
          }
          return found
        } catch {
          self.state.withLock { $0.look = nil }
          throw error
        }
      }
      state.look = look
      return look
    }
  }
}
