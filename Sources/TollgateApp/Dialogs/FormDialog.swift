import Canvas
import GatewayKit

/// Something to fill in; what was typed is never lost by a failure.
struct FormDialog: Equatable, Sendable {
  /// What it makes of its fields.
  enum Kind: Equatable, Sendable {
    case newKey
    case editKey(APIKey)
    case newPlan
    case editPlan(UsagePlan)
    case grant(APIKey, UsagePlan, KeyUsage?)
    case tags([APIKey])
    case rotate([APIKey])
    case extendRotation(Rotation)
    case finishRotation(Rotation)
  }

  var kind: Kind
  var title: String
  /// Where what it makes will live.
  var home = Home.first
  /// What is known and cannot be changed here.
  var facts: [String] = []
  var fields: [FormField]
  var focus = 0
  /// The run that sends it, while it does or after it failed.
  var run: Int?
  /// Why it could not be sent or was refused.
  var error: GatewayError?
  /// True from the first try on: from then errors are shown under every field.
  var wasTried = false

  var focused: FormField {
    get { fields[focus] }
    set { fields[focus] = newValue }
  }

  /// The text of a field, without spaces around it.
  func text(_ id: FormField.ID) -> String {
    fields.first { $0.id == id }?.field.text.trimmingSpaces ?? ""
  }

  /// True when the text of a field is not what it began with.
  func wasChanged(_ id: FormField.ID) -> Bool {
    fields.first { $0.id == id }.map { $0.field.text.trimmingSpaces != $0.original } ?? false
  }
}

/// One line of a form.
struct FormField: Equatable, Sendable {
  /// What it is for.
  enum ID: String, Equatable, Sendable {
    case name, description, customerId = "customer id", plans, tags, enabled
    case rate, burst, quota, period, stages
    case add, remaining = "set left to", reason
    case overlap, quiet, target = "to plan", deliver, carry = "carry quota", force = "force because"
  }

  var id: ID
  var field: FieldText
  /// What stood there at first.
  var original: String
  /// What is valid, shown at the right.
  var hint: String
  /// Words that tab completes; for several, the one being typed.
  var words: [String]
  /// True when several words may stand there, parted by spaces or commas.
  var takesSeveral: Bool
  var wasEdited = false

  init(
    _ id: ID, _ text: String = "", hint: String, words: [String] = [], takesSeveral: Bool = false
  ) {
    self.id = id
    field = FieldText(text)
    original = text.trimmingSpaces
    self.hint = hint
    self.words = words
    self.takesSeveral = takesSeveral
  }

  /// The word that is being typed.
  private var current: String {
    guard takesSeveral else { return field.beforeCursor }
    return field.beforeCursor.split(separator: ",", omittingEmptySubsequences: false).last
      .map { String($0).trimmingSpaces } ?? ""
  }

  /// The rest of the first word that completes what is typed; nil when none does.
  var completion: String? {
    let typed = current.lowercased()
    guard !typed.isEmpty, field.isAtEnd else { return nil }
    guard let word = words.first(where: { $0.lowercased().hasPrefix(typed) }),
      word.count > typed.count
    else { return nil }
    return String(word.dropFirst(typed.count))
  }
}

extension String {
  /// Without spaces at its ends.
  var trimmingSpaces: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// Its parts between commas, without spaces around them and without empty ones.
  var listed: [String] {
    split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
  }
}
