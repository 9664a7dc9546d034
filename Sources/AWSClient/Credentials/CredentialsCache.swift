import Foundation
import SigV4
import Synchronization

/// Keeps the credentials in use, in memory only, and looks again before they run out.
///
/// However many wait, one look is under way at a time. In the last quarter of an hour it goes on
/// beside the requests; in the last ten minutes they wait for it. Credentials that only a person can
/// renew are used up first.
final class CredentialsCache: Sendable {
  private typealias Look = SharedWork<ResolvedCredentials>

  private struct State {
    var held: ResolvedCredentials
    var look: Look?
    /// Names the latest look, so that the end of an earlier one takes nothing from it.
    var number = 0
    var lastLook: Date?
    /// When the last look found the same again.
    var lastVain: Date?
    /// Whether the last look failed.
    var isStuck = false
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
  /// Seconds in which a look that found the same again is not made once more for requests that were
  /// refused along with the one that it was made for.
  private static let vainSpacing: Double = 5

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

  /// What a person should know of them.
  func standing(profile: String) -> CredentialsStanding {
    let (held, isStuck) = state.withLock { ($0.held, $0.isStuck) }
    return CredentialsStanding(held, isStuck: isStuck, profile: profile)
  }

  /// Credentials that are good for the next minutes, as far as anybody can tell.
  ///
  /// - Throws: ``AWSError`` of kind `credentials` when they have expired and there are no others.
  func current() async throws -> ResolvedCredentials {
    let held = known
    guard let left = seconds(left: held), left < Self.advisoryWindow else { return held }
    if left > 0 {
      guard held.renewal == .byItself else { return held }
      guard left < Self.mandatoryWindow else {
        lookBeside()
        return held
      }
      guard let (look, place) = join(isUrgent: false) else { return held }
      do {
        return try await look.value(place)
      } catch {
        try Task.checkCancellation()
        // The ones at hand still work; the failure is told when they do not.
        return held
      }
    }
    guard let (look, place) = join(isUrgent: true) else { return held }
    let found = try await look.value(place)
    if let left = seconds(left: found), left <= 0 {
      throw AWSError.credentials(
        "ExpiredCredentials", "The credentials from \(held.source) have expired.")
    }
    return found
  }

  /// Looks again after the service refused credentials; true when there are others than those.
  func renewed(from refused: ResolvedCredentials) async throws -> Bool {
    // Somebody else may have looked meanwhile.
    let (held, lastVain) = state.withLock { ($0.held, $0.lastVain) }
    if held.credentials != refused.credentials { return true }
    if let lastVain, abs(date().timeIntervalSince(lastVain)) < Self.vainSpacing { return false }
    guard let (look, place) = join(isUrgent: true) else { return false }
    return try await look.value(place).credentials != refused.credentials
  }

  private func seconds(left credentials: ResolvedCredentials) -> Double? {
    credentials.credentials.expiration.map { $0.timeIntervalSince(date()) }
  }

  /// A place at the look that is under way, or at a new one; nil when the last one was moments ago and
  /// nobody is in need.
  private func join(isUrgent: Bool) -> (Look, Look.Place)? {
    let now = date()
    return state.withLock { state in
      if let look = state.look, let place = look.join() { return (look, place) }
      if !isUrgent, isEarly(state, now) { return nil }
      let look = begin(&state, now, isKept: false)
      // A new one has not been given up.
      return look.join().map { (look, $0) }
    }
  }

  /// Looks beside the work, with nobody waiting.
  private func lookBeside() {
    let now = date()
    state.withLock { state in
      guard state.look == nil, !isEarly(state, now) else { return }
      _ = begin(&state, now, isKept: true)
    }
  }

  private func isEarly(_ state: State, _ now: Date) -> Bool {
    state.lastLook.map { abs(now.timeIntervalSince($0)) < Self.spacing } ?? false
  }

  private func begin(_ state: inout State, _ now: Date, isKept: Bool) -> Look {
    state.lastLook = now
    state.number += 1
    let number = state.number
    let look = Look(isKept: isKept) { [self] in
      do {
        let found = try await resolve()
        let ended = date()
        self.state.withLock {
          $0.lastVain = $0.held.credentials == found.credentials ? ended : nil
          $0.held = found
          $0.isStuck = false
          if $0.number == number { $0.look = nil }
        }
        return found
      } catch {
        self.state.withLock {
          guard $0.number == number else { return }
          $0.look = nil
          // A look that was given up says nothing of what it would have found.
          if !(error is CancellationError) { $0.isStuck = true }
        }
        throw error
      }
    }
    state.look = look
    return look
  }
}
