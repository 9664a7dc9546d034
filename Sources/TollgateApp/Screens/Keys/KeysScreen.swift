import Canvas
import GatewayKit

/// The keys, all of them or those of a plan.
enum KeysScreen {
  static let columns = [
    Column(.name, "Name", "n", 14, 30),
    Column(.owner, "Owner", "o", 7, 14, leaves: 2),
    Column(.plan, "Plan", "p", 10, 18, leaves: 5),
    Column(.state, "State", "s", 5, 5),
    Column(.used, "Used (per key)", "u", 14, 25),
    Column(.left, "Left", "l", number: true, 9, 11, leaves: 4),
    Column(.trend, "14 days", "d", 7, 14, leaves: 1),
    Column(.out, "Out", "t", 12, 13, leaves: 3),
  ]

  /// The keys of a plan as far as they are known.
  static func members(of plan: PlanID, _ catalog: Catalog) -> [RowID] {
    guard let members = catalog.members[plan] else { return [] }
    return catalog.keyOrder.filter(members.contains).map(RowID.key)
  }

  /// The plan that usage columns are of; nil for the worst of all.
  static func plan(_ state: AppState) -> PlanID? {
    if case .planKeys(let plan) = state.screen.kind { plan } else { nil }
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    guard case .key(let key) = id, let row = state.catalog.keys[key] else {
      return TableRow(id: id, searchText: "", plans: [])
    }
    let plan = plan(state)
    return TableRow(
      id: id, searchText: row.searchText, key: row.key,
      plans: row.plans.map { state.catalog.plans[$0]?.label ?? $0.wire },
      plan: plan.flatMap { state.catalog.plans[$0] },
      usage: state.catalog.worstUsage(row, in: plan))
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ width: Int, _ state: AppState) -> Line {
    guard case .key(let key) = id, let row = state.catalog.keys[key] else { return [] }
    let catalog = state.catalog
    let plan = plan(state)
    switch column {
    case .name:
      return row.key.name.isEmpty ? Line(row.key.id.shown, .dim) : Line(row.key.name)
    case .owner: return row.key.owner.map { Line($0) } ?? Line("–", .dim)
    case .plan: return plans(row, state)
    case .state:
      if state.isChanging(key) { return Line("…", .dim) }
      if state.revival(of: row.key) != nil { return Line("on !!", .danger, .bold) }
      return row.key.isEnabled ? Line("on", .ok) : Line("off", .warn)
    case .used where state.revival(of: row.key) != nil:
      let words = state.revival(of: row.key)?.words ?? ""
      return Line(Text.width(words) <= width ? words : "was revoked", .danger, .bold)
    case .used, .left, .trend, .out:
      if let usage = catalog.worstUsage(row, in: plan) {
        return UsageCells.cell(usage, column, width, state)
      }
      return UsageCells.missing(
        knows: plan.map { catalog.usage[$0]?.fetchedAt != nil } ?? isKnown(row, state),
        failed: (plan.map { [$0] } ?? row.plans).contains { catalog.usage[$0]?.error != nil })
    default: return []
    }
  }

  private static func plans(_ row: KeyRow, _ state: AppState) -> Line {
    let catalog = state.catalog
    guard let first = row.plans.first else {
      if row.hasAllPlans || state.knowsAllMembers(at: row.key.id.home) {
        return Line("no plan", .dim)
      }
      return Line(state.cannotKnowMembers(at: row.key.id.home) ? "–" : "…", .dim)
    }
    let worst = catalog.worstUsage(row)?.plan.id ?? first
    let label = catalog.plans[worst]?.label ?? worst.wire
    return row.plans.count == 1 ? Line(label) : Line(label) + Line(" +\(row.plans.count - 1)", .dim)
  }

  /// Whether nothing more is on its way for a key without usage.
  private static func isKnown(_ row: KeyRow, _ state: AppState) -> Bool {
    if row.plans.isEmpty {
      let home = row.key.id.home
      return row.hasAllPlans || state.knowsAllMembers(at: home)
        || state.cannotKnowMembers(at: home)
    }
    return row.plans.allSatisfy { state.catalog.usage[$0] != nil }
  }
}

extension AppState {
  /// True when the members of every plan are known, those of a context's plans from it.
  func knowsAllMembers(at home: Home) -> Bool {
    catalog.knowsAllMembers && !cannotKnowMembers(at: home)
  }

  /// True when the members of a context's plans may not be read, so that nothing more will come.
  func cannotKnowMembers(at home: Home) -> Bool {
    denial(.readPlanKeys, at: home) != nil || denial(.listPlans, at: home) != nil
  }
}

extension Catalog {
  /// True when the members of every plan are known.
  var knowsAllMembers: Bool {
    plansState.isComplete && members.count >= planOrder.count
  }
}
