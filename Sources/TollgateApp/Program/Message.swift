import Foundation

/// A message in the foot and in `:messages`.
struct Message: Equatable, Sendable {
  /// How much it matters.
  enum Tone: Equatable, Sendable {
    case plain
    case ok
    case warn
    case danger
  }

  var text: String
  var tone: Tone
  var at: Date
  /// Whether the foot gives it as many lines as it needs.
  var isWhole = false
}

/// The last 200 messages; the newest stays in the foot until the next one.
struct MessageLog: Equatable, Sendable {
  static let limit = 200
  private(set) var all: [Message] = []
  /// How many there ever were; names the rows of the view.
  private(set) var count = 0

  var last: Message? { all.last }
  /// Number of the oldest message kept.
  var firstNumber: Int { count - all.count }

  mutating func add(
    _ text: String, _ tone: Message.Tone, at time: Date, isWhole: Bool = false
  ) {
    all.append(Message(text: text, tone: tone, at: time, isWhole: isWhole))
    count += 1
    if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
  }
}
