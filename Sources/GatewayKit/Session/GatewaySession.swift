import AWSClient
import Foundation

/// What all operations of one context share.
struct GatewaySession: Sendable {
  /// Sends the requests.
  let client: AWSClient
  /// A profile and a region.
  let context: GatewayContext
  /// Who is calling, completed when it becomes known.
  let identity: IdentityBox
  /// Names of REST APIs, fetched once.
  let names: APINames
  /// The journal, opened when the first change needs it.
  let book: JournalBook
  /// Hashes of the values that were seen.
  let index: LeakIndex
  /// Its name among the contexts of the process.
  let setting: ContextSetting
  /// All contexts of the process.
  let siblings: Siblings
  /// The time.
  let clock: ClientClock
  /// What config.yaml says.
  let config: GatewayConfig
  /// What the caller may not do.
  let denials: Denials
  /// Random numbers, for the ids of rotations.
  var random: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

  var api: APIGateway { APIGateway(client: client) }
  var endpoint: String? { client.customEndpoint }

  /// Runs a piece of work and turns whatever it throws into a ``GatewayError``.
  func translated<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch {
      throw translate(error)
    }
  }

  /// Any error as the one kind that leaves this module; a cancellation stays what it is.
  func translate(_ error: any Error) -> any Error {
    GatewayError.translate(error, endpoint: endpoint)
  }

  /// A stream that is filled by a task, which ends when nobody listens any more.
  func stream<Element: Sendable>(
    _ fill:
      @escaping @Sendable (AsyncThrowingStream<Element, any Error>.Continuation) async throws ->
      Void
  ) -> AsyncThrowingStream<Element, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await fill(continuation)
          continuation.finish()
        } catch {
          continuation.finish(throwing: translate(error))
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
