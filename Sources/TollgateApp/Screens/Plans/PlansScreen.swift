import Canvas
import GatewayKit

/// The usage plans.
enum PlansScreen {
  static let columns = [
    Column(.name, "Name", "n", 14, 28),
    Column(.rate, "Rate", "r", number: true, 9, 10),
    Column(.burst, "Burst", "b", number: true, 7, 8, leaves: 1),
    Column(.quota, "Quota (per key)", "q", number: true, 18, 22),
    Column(.stages, "Stages", "t", 12, 44, leaves: 2),
    Column(.keys, "Keys", "k", number: true, 6, 7),
  ]

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    guard case .plan(let id) = id, let plan = state.catalog.plans[id] else {
      return TableRow(id: id, searchText: "", plans: [])
    }
    let words =
      [plan.name, plan.id.wire, plan.description ?? "", Figures.quota(plan.quota)]
      + plan.apiStages.map(\.label) + plan.tags.map { "\($0.key)=\($0.value)" }
    return TableRow(
      id: .plan(id), searchText: words.joined(separator: " ").lowercased(), plans: [], plan: plan)
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ width: Int, _ state: AppState) -> Line {
    guard case .plan(let id) = id, let plan = state.catalog.plans[id] else { return [] }
    switch column {
    case .name: return plan.name.isEmpty ? Line(plan.id.wire, .dim) : Line(plan.name)
    case .rate:
      return plan.throttle?.rateLimit.map { Line("\(Figures.decimal($0))/s") }
        ?? Line("unlimited", .dim)
    case .burst:
      return plan.throttle?.burstLimit.map { Line(Figures.number($0)) } ?? Line("–", .dim)
    case .quota:
      return plan.quota.map { Line(Figures.quota($0)) } ?? Line("no quota", .dim)
    case .stages:
      return plan.apiStages.isEmpty
        ? Line("none: opens nothing", .warn)
        : Line(plan.apiStages.map(\.label).joined(separator: ", "))
    case .keys:
      if let count = plan.keyCount { return Line(Figures.number(count)) }
      return Line("…", .dim)
    default: return []
    }
  }
}
