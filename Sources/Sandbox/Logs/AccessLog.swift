import Foundation
import Synchronization

/// The calls that came while the emulator runs, by log group; they go with it.
final class AccessLog: Sendable {
  /// The most lines that a group keeps; the oldest go first.
  static let capacity = 200_000

  private struct Lines {
    var count: UInt64 = 0
    var groups: [String: [LogEvent]] = [:]
  }

  private let lines = Mutex(Lines())

  /// Keeps a call.
  func append(_ record: AccessRecord, to group: String) {
    lines.withLock { lines in
      lines.count += 1
      // Numbers above all that invented calls have, so that one millisecond keeps its order.
      let place = LogEvent.Place(at: record.at, number: .max / 2 + lines.count)
      var events = lines.groups.removeValue(forKey: group) ?? []
      // Calls end in another order than they began in now and then; they are sorted in here.
      let index = events.lastIndex { $0.place < place }.map { $0 + 1 } ?? 0
      events.insert(LogEvent(place: place, record: record), at: index)
      if events.count > Self.capacity { events.removeFirst(Self.capacity / 10) }
      lines.groups[group] = events
    }
  }

  /// The calls of a group.
  func events(_ group: String) -> [LogEvent] {
    lines.withLock { $0.groups[group] ?? [] }
  }
}
