import Foundation
import SigV4
import Synchronization

/// Keeps the credentials in use, and looks again before they run out.
final class CredentialsCache: Sendable {
  private let resolve: @Sendable () async throws -> ResolvedCredentials
  private let date: @Sendable () -> Date
  private let state: Mutex<ResolvedCredentials>

  /// Seconds before their end from which on credentials are looked for again.
  private static let renewalWindow: Double = 300

  init(
    _ first: ResolvedCredentials, date: @escaping @Sendable () -> Date,
    resolve: @escaping @Sendable () async throws -> ResolvedCredentials
  ) {
    state = Mutex(first)
    self.date = date
    self.resolve = resolve
  }

  /// What is in use now, without looking anywhere.
  var known: ResolvedCredentials { state.withLock { $0 } }

  /// Credentials that are good for the next minutes, as far as anybody can tell.
  ///
  /// - Throws: ``AWSError`` of kind `credentials` when they have expired and there are no others.
  func current() async throws -> ResolvedCredentials {
    let held = known
    guard let expiration = held.credentials.expiration else { return held }
    let left = expiration.timeIntervalSince(date())
    guard left < Self.renewalWindow else { return held }
    if try await renewed() { return known }
    guard left > 0 else {
      throw AWSError.credentials(
        "ExpiredCredentials", "The credentials from \(held.source) have expired.")
    }
    return held
  }

  /// Looks again; true when there are other credentials than before.
  func renewed() async throws -> Bool {
    let before = known
    let found = try await resolve()
    guard found.credentials != before.credentials else { return false }
    state.withLock { $0 = found }
    return true
  }
}
