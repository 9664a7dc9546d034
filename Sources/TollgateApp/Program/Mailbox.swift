import Synchronization

/// Where everything that happens is put down for the program loop, which takes all of it at once.
final class Mailbox: Sendable {
  private let waiting = Mutex<[AppEvent]>([])
  private let bell: AsyncStream<Void>.Continuation
  /// Rings once for any number of events.
  let rings: AsyncStream<Void>

  init() {
    (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Puts an event down.
  func put(_ event: AppEvent) {
    waiting.withLock { $0.append(event) }
    bell.yield()
  }

  /// Rings without an event, for a frame that is due.
  func ring() { bell.yield() }

  /// Takes everything, oldest first.
  func takeAll() -> [AppEvent] {
    waiting.withLock { events in
      defer { events = [] }
      return events
    }
  }

  /// No more rings.
  func close() { bell.finish() }
}
