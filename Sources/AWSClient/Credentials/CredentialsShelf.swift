import Synchronization

/// The credentials of a process by profile: contexts that differ in their region alone share them, so
/// that one code of an MFA device, which works once, is asked for once.
package final class CredentialsShelf: Sendable {
  private let caches = Mutex<[String: SharedWork<CredentialsCache>]>([:])

  /// An empty shelf.
  package init() {}

  /// The credentials of a name; made now when they are not there. One that could not be made is made
  /// again by whoever asks next.
  func cache(
    _ name: String, _ make: @escaping @Sendable () async throws -> CredentialsCache
  ) async throws -> CredentialsCache {
    let joined = caches.withLock { caches in
      if let work = caches[name], let place = work.join() {
        return (work, place) as (SharedWork, Int)?
      }
      let work = SharedWork(make)
      caches[name] = work
      return work.join().map { (work, $0) }
    }
    // A new one has not been given up.
    guard let (work, place) = joined else { throw CancellationError() }
    do {
      return try await work.value(place)
    } catch {
      // For whoever was cancelled others may wait still.
      if !Task.isCancelled { caches.withLock { if $0[name] === work { $0[name] = nil } } }
      throw error
    }
  }
}
