/// A line of a log group, with its place in it.
struct LogEvent: Sendable, Equatable {
  /// A place in a group: events are in the order of their times, and of their numbers within one
  /// millisecond.
  struct Place: Sendable, Equatable, Comparable {
    /// Milliseconds since 1970.
    var at: Int
    /// Tells events of one millisecond apart.
    var number: UInt64

    static func < (left: Place, right: Place) -> Bool {
      (left.at, left.number) < (right.at, right.number)
    }
  }

  /// Where it is.
  var place: Place
  /// What happened.
  var record: AccessRecord

  /// The id as CloudWatch Logs has it: digits in the order of the events.
  var id: String {
    "3" + Self.padded(place.at, 15) + Self.padded(place.number, 20)
      + String(repeating: "0", count: 20)
  }

  private static func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
