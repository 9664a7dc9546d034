import Canvas
import GatewayKit

/// A column of a view: heading, letter that sorts, widths and the order in which it leaves.
struct Column: Equatable, Sendable {
  var id: ColumnID
  var title: String
  /// The letter after `s`; nil when it cannot be sorted by.
  var letter: Character?
  var isNumber = false
  var minimum: Int
  var ideal: Int
  /// Lowest leaves first; nil never.
  var leaves: Int?
  /// True when the greatest comes first on the first press.
  var startsReversed = false

  init(
    _ id: ColumnID, _ title: String, _ letter: Character?, number: Bool = false,
    _ minimum: Int, _ ideal: Int, leaves: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.letter = letter
    isNumber = number
    self.minimum = minimum
    self.ideal = ideal
    self.leaves = leaves
  }

  /// Gives long names the room that they need, up to a bound.
  mutating func widen(to wanted: Int, room: Int) {
    minimum = max(minimum, min(wanted, room))
    ideal = max(ideal, minimum)
  }

  /// The same as the widget wants it.
  var widget: TableColumn {
    TableColumn(
      id.rawValue, title, isNumber ? .right : .left, minimum: minimum, ideal: ideal,
      leaves: leaves)
  }
}

extension AppState {
  /// The columns of the screen shown.
  var columns: [Column] {
    narrowColumns.filter { !isDenied($0.id) }.map { column in
      var column = column
      switch column.id {
      case .used where size.width >= 140 && screen.kind != .rotations:
        column.title = "Used of quota (per key)"
        column.minimum = 23
      case .name where [.keys, .usage].contains(screen.name):
        let names = catalog.longestKeyName + (screen.name == .usage ? 2 : 0)
        column.widen(to: max(names, longestReason), room: room)
      case .state where screen.kind == .contexts:
        column.widen(
          to: standings.map { ContextsTable.reachableWidth($0) }.max() ?? 0, room: size.width / 3)
      case .region where screen.kind == .contexts:
        // One that is cut could be another one.
        column.minimum = max(column.minimum, longestRegion)
        column.ideal = max(column.ideal, longestRegion)
      case .out where zone != nil && size.width >= 140:
        column.minimum = 24
        column.ideal = 30
      case .name where screen.name == .rotations:
        column.widen(
          to: catalog.rotations.map { Text.width($0.name) }.max() ?? 0, room: room)
      case .name where screen.name == .plans:
        column.widen(to: catalog.longestPlanName, room: room)
      case .plan: column.widen(to: catalog.longestPlanName, room: room - 8)
      default: break
      }
      return column
    }
  }

  private var longestRegion: Int {
    standings.map { Text.width($0.context.region) }.max() ?? 0
  }

  /// Columns of the longest reason why a context is missing, which stands where names do.
  private var longestReason: Int {
    catalog.keyFailures.values.map { Text.width($0.error.inTable) }.max() ?? 0
  }

  /// Columns that names may ask for before other columns leave: a third of the screen at most. Names
  /// that cannot be told apart are worth less than any other column.
  private var room: Int { size.width < 96 ? 22 : min(44, size.width * 3 / 10) }

  private var narrowColumns: [Column] {
    switch screen.kind {
    case .keys, .planKeys, .contextKeys: ContextColumns.add(to: KeysScreen.columns, self)
    case .plans: ContextColumns.add(to: PlansScreen.columns, self)
    case .usage: ContextColumns.add(to: UsageScreen.columns, self)
    case .rotations: ContextColumns.add(to: RotationsScreen.columns, self)
    case .audit: AuditScreen.columns
    case .messages: MessagesScreen.columns
    case .contexts where isWide: ContextsTable.columns
    case .contexts, .context: ContextsScreen.columns
    case .key, .plan, .rotation, .entry: []
    }
  }

  /// `n name, o owner, …`: what may follow `s`.
  var sortLetters: String {
    columns.compactMap { column in
      column.letter.map { "\($0) \(column.title.split(separator: " ")[0].lowercased())" }
    }.joined(separator: ", ")
  }
}
