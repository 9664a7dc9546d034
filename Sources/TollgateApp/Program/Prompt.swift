import Canvas

/// The line at the foot in which a filter or a command is typed.
struct Prompt: Equatable, Sendable {
  /// What is typed.
  enum Kind: Equatable, Sendable {
    case filter
    case command
  }

  var kind: Kind
  var field: FieldText
  /// The filter before, put back by esc.
  var before: String
  /// The table before, put back by esc.
  var tableBefore: TableState?
  /// Position in the history while it is browsed, from the newest.
  var recalled: Int?

  init(_ kind: Kind, text: String = "", before: String = "", tableBefore: TableState? = nil) {
    self.kind = kind
    self.before = before
    self.tableBefore = tableBefore
    field = FieldText(text)
  }
}
