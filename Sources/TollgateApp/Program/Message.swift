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

  /// What makes a message untrue once it has passed.
  enum Passing: Equatable, Sendable {
    /// A person asked again, and answers are awaited.
    case asking
    /// Credentials of a profile end, or have ended.
    case end(profile: String, at: Date)
  }

  var text: String
  var tone: Tone
  var at: Date
  /// Whether the foot gives it as many lines as it needs.
  var isWhole = false
  /// Nil for what stays true.
  var passing: Passing?
  /// True once it has passed: the foot shows it no more.
  var isOver = false
}

/// The last 200 messages; the newest stays in the foot until the next one, or until it is true no more.
struct MessageLog: Equatable, Sendable {
  static let limit = 200
  private(set) var all: [Message] = []
  /// How many there ever were; names the rows of the view.
  private(set) var count = 0

  var last: Message? { all.last }
  /// The one for the foot; nil once the newest is over.
  var current: Message? { all.last.flatMap { $0.isOver ? nil : $0 } }
  /// Number of the oldest message kept.
  var firstNumber: Int { count - all.count }

  mutating func add(
    _ text: String, _ tone: Message.Tone, at time: Date, isWhole: Bool = false,
    passing: Message.Passing? = nil
  ) {
    all.append(Message(text: text, tone: tone, at: time, isWhole: isWhole, passing: passing))
    count += 1
    if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
  }
  /// Takes the newest out of the foot, if this made it untrue.
  mutating func withdraw(_ passing: Message.Passing) {
    guard let last = all.indices.last, all[last].passing == passing else { return }
    all[last].isOver = true
  }
}
