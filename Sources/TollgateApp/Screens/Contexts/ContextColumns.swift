import Canvas
import GatewayKit

/// Where a row lives, as columns of every table that several contexts share.
enum ContextColumns {
  /// The columns of where, behind the name. What all rows have in common leaves first.
  static func add(to columns: [Column], _ state: AppState) -> [Column] {
    guard state.isWide, case .some = columns.first(where: { $0.id == .name }) else {
      return columns
    }
    if case .contextKeys = state.screen.kind { return columns }
    let contexts = state.standings.map(\.context)
    let sameProfile = Set(contexts.map(\.profile)).count == 1
    let sameRegion = Set(contexts.map(\.region)).count == 1
    let sameAccount = Set(state.standings.compactMap(\.identity?.account)).count <= 1
    let profile = contexts.map { Text.width($0.profile) }.max() ?? 0
    let region = contexts.map { Text.width($0.region) }.max() ?? 0
    var all = columns.map { column in
      var column = column
      // Room for the ranks of the three between the others.
      column.leaves = column.leaves.map { $0 * 10 }
      return column
    }
    let place = all.firstIndex { $0.id == .name }.map { $0 + 1 } ?? 0
    all.insert(
      contentsOf: [
        Column(
          .profile, "Profile", "f", min(14, max(7, profile)), min(24, max(7, profile)),
          leaves: sameProfile ? 2 : nil),
        Column(.account, "Account", "c", 12, 12, leaves: sameAccount ? 1 : 35),
        Column(
          .region, "Region", "g", max(6, region), max(6, region), leaves: sameRegion ? 3 : 60),
      ], at: place)
    return all
  }

  /// The cell of one of these columns; nil for any other.
  static func cell(_ home: Home, _ column: ColumnID, _ state: AppState) -> Line? {
    let standing = state.standing(home)
    switch column {
    case .profile: return Line(standing?.context.profile ?? "")
    case .account: return standing?.identity?.account.map { Line($0) } ?? Line("…", .dim)
    case .region:
      let region = standing?.context.region ?? ""
      return region.isEmpty ? Line("–", .dim) : Line(region)
    default: return nil
    }
  }

  /// The cells of a context that has nothing to show: why, where the name would be.
  static func failed(_ home: Home, _ column: ColumnID, _ state: AppState) -> Line {
    if let cell = cell(home, column, state) {
      return column == .account && state.standing(home)?.identity?.account == nil
        ? Line("–", .dim) : cell
    }
    guard column == .name, let failure = state.catalog.failure(home, of: state.screen.name) else {
      return []
    }
    return Line(failure.error.inTable, .warn)
  }
}

extension RowID {
  /// Where it lives; nil for what lives nowhere.
  func home(in catalog: Catalog) -> Home? {
    switch self {
    case .key(let key): key.home
    case .plan(let plan), .total(let plan), .usage(let plan, _): plan.home
    case .rotation(let id): catalog.rotation(id)?.home
    case .context(let home): home
    case .line: nil
    }
  }
}
