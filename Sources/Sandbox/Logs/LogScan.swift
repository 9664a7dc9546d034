/// Goes through the lines of a log group as far as one answer may.
struct LogScan {
  /// A line that was found.
  struct Found: Sendable, Equatable {
    /// Its place.
    var event: LogEvent
    /// The line.
    var message: String
  }

  /// A page: what was found, and the place up to which was searched; nil at the end.
  typealias Page = (found: [Found], reached: LogEvent.Place?)

  /// Lines that one answer looks at; beyond them a page ends, even an empty one, as at AWS.
  static let looks = 20_000
  /// Bytes of lines in one answer.
  static let bytes = 1_000_000

  private let group: LogGroup
  private let real: [LogEvent]
  private let pattern: FilterPattern
  private let from: Int
  private let to: Int
  private let formats: [String: AccessFormat]
  private var calls: DemoCalls

  /// Prepares to search.
  ///
  /// - Parameters:
  ///   - group: the log group.
  ///   - real: the calls that came while the emulator runs.
  ///   - state: the account, for its invented callers.
  ///   - now: seconds since 1970.
  ///   - times: milliseconds since 1970.
  ///   - pattern: what a line must match.
  init(
    _ group: LogGroup, real: [LogEvent], state: AccountState, now: Double,
    times: ClosedRange<Int>, pattern: FilterPattern
  ) {
    self.group = group
    self.real = real.filter { times.contains($0.place.at) }
    self.pattern = pattern
    let named = pattern.texts.compactMap { text in
      (state.keys[text] ?? state.key(ofValue: text))?.id
    }
    calls = DemoCalls(
      group: group, state: state, now: now, keys: named.isEmpty ? nil : Set(named))
    from = max(times.lowerBound, min(calls.beginning, self.real.first?.place.at ?? .max))
    to = min(times.upperBound, max(Int(now * 1000) + 1, self.real.last?.place.at ?? 0))
    formats = Dictionary(
      group.sources.map { ("\($0.api.id)/\($0.stage)", $0.format) }, uniquingKeysWith: { $1 })
  }

  /// The lines after a place, oldest first.
  mutating func page(after place: LogEvent.Place?, limit: Int) -> Page {
    var found: [Found] = []
    var (looked, bytes) = (0, 0)
    var slot = max(from, place?.at ?? from)
    while slot <= to {
      let end = min(to, slot + slotLength - 1)
      for event in events(slot...end) where place.map({ event.place > $0 }) ?? true {
        looked += 1
        if let line = line(event) {
          found.append(Found(event: event, message: line))
          bytes += line.utf8.count + 26
        }
        if found.count == limit || looked == Self.looks || bytes >= Self.bytes {
          return (found, event.place)
        }
      }
      slot = end + 1
    }
    return (found, nil)
  }

  /// The lines before a place, in the order of their times: the last ones that fit.
  mutating func page(before place: LogEvent.Place?, limit: Int) -> Page {
    var found: [Found] = []
    var (looked, bytes) = (0, 0)
    var slot = min(to, place?.at ?? to)
    while slot >= from {
      let begin = max(from, slot - slotLength + 1)
      for event in events(begin...slot).reversed() where place.map({ event.place < $0 }) ?? true {
        looked += 1
        if let line = line(event) {
          found.append(Found(event: event, message: line))
          bytes += line.utf8.count + 26
        }
        if found.count == limit || looked == Self.looks || bytes >= Self.bytes {
          return (found.reversed(), event.place)
        }
      }
      slot = begin - 1
    }
    return (found.reversed(), nil)
  }

  /// Ten minutes of everybody's calls, or six hours of a few callers'.
  private var slotLength: Int { calls.callers <= 4 ? 21_600_000 : 600_000 }

  private mutating func events(_ times: ClosedRange<Int>) -> [LogEvent] {
    var events = calls.events(from: times.lowerBound, to: times.upperBound)
    events += real.filter { times.contains($0.place.at) }
    return events.sorted { $0.place < $1.place }
  }

  /// The line of an event, if it matches.
  private func line(_ event: LogEvent) -> String? {
    let format = formats["\(event.record.api)/\(event.record.stage)"]
    guard let line = format?.line(event.record), pattern.matches(line) else { return nil }
    return line
  }
}
