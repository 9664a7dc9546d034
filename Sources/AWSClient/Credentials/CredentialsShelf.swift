import Synchronization

/// The credentials of a process by profile: contexts that differ in their region alone share them, so
/// that one code of an MFA device, which works once, is asked for once.
package final class CredentialsShelf: Sendable {
  private let caches = Mutex<[String: Task<CredentialsCache, any Error>]>([:])

  /// An empty shelf.
  package init() {}

  /// The credentials of a name; made now when they are not there. One that could not be made is made
  /// again by whoever asks next.
  func cache(
    _ name: String, _ make: @escaping @Sendable () async throws -> CredentialsCache
  ) async throws -> CredentialsCache {
    let task = caches.withLock { caches in
      if let task = caches[name] { return task }
      let task = Task { try await make() }
      caches[name] = task
      return task
    }
    do {
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        // Whoever else waits for it would fail too; it ends by itself.
      }
    } catch {
      caches.withLock { if $0[name] == task { $0[name] = nil } }
      throw error
    }
  }
}
