import GatewayKit

/// What a screen shows.
enum ScreenKind: Hashable, Sendable {
  case keys
  case planKeys(PlanID)
  case plans
  case usage
  case key(KeyID)
  case plan(PlanID)
  case audit
  /// An entry of the journal.
  case entry(Int64)
  case rotations
  /// One rotation by id.
  case rotation(String)
  case contexts
  /// All facts of one of several contexts.
  case context(Home)
  /// The keys of one of several contexts.
  case contextKeys(Home)
  case messages

  /// The view it is one of.
  var name: ViewName {
    switch self {
    case .keys, .planKeys, .contextKeys: .keys
    case .plans: .plans
    case .usage: .usage
    case .key: .key
    case .plan: .plan
    case .audit: .audit
    case .entry: .entry
    case .rotations: .rotations
    case .rotation: .rotation
    case .contexts: .contexts
    case .context: .context
    case .messages: .messages
    }
  }

  /// The view that a name opens.
  static func named(_ name: String) -> ScreenKind? {
    switch name.lowercased() {
    case "keys", "1": .keys
    case "plans", "2": .plans
    case "usage", "3": .usage
    case "rotations", "5": .rotations
    case "audit", "6", "journal": .audit
    case "contexts", "8": .contexts
    case "messages": .messages
    default: nil
    }
  }
}

/// One screen with everything that going back must restore.
struct Screen: Equatable, Sendable {
  var kind: ScreenKind
  var table = TableState()
  var chart = ChartState()
  /// Lines of a text above the first one seen.
  var top = 0
  /// The catalog's version that the rows were made of; nil before.
  var version: Int?

  init(_ kind: ScreenKind) {
    self.kind = kind
    if kind == .usage { table.sort = TableSort(column: .used, isReversed: false) }
  }

  var name: ViewName { kind.name }
}

/// How a key's chart is looked at.
struct ChartState: Equatable, Sendable {
  /// Days shown: 7, 30 or 90.
  var days = 30
  /// The day being read, counted back from today; nil while none is.
  var reading: Int?
  var isExpanded = false
  /// Scaled to the daily use instead of the quota.
  var scalesToUse = false
  /// Which of the key's plans is charted, by place.
  var plan = 0
}
