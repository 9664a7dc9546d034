import Canvas
import GatewayKit

/// The board: a line of totals per plan, below it its keys, worst first.
enum UsageScreen {
  static let columns = [
    Column(.name, "Plan and key", "n", 16, 32),
    Column(.state, "State", nil, 5, 5, leaves: 4),
    Column(.used, "Used (per key)", "u", 14, 25),
    Column(.left, "Left", "l", number: true, 9, 12),
    Column(.trend, "14 days", "d", 7, 14, leaves: 1),
    Column(.out, "Out", "t", 12, 13, leaves: 3),
  ]

  static func rows(_ catalog: Catalog) -> [RowID] {
    catalog.planOrder.flatMap { plan -> [RowID] in
      guard let usage = catalog.usage[plan] else { return [.total(plan)] }
      let members = catalog.members[plan] ?? []
      let keys = members.isEmpty ? Array(usage.keys.keys) : Array(members)
      return [.total(plan)] + keys.sorted { $0.wire < $1.wire }.map { .usage(plan, $0) }
    }
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    let catalog = state.catalog
    switch id {
    case .total(let plan):
      let label = catalog.plans[plan]?.label ?? plan.wire
      return TableRow(
        id: id, searchText: label.lowercased(), plans: [label], plan: catalog.plans[plan])
    case .usage(let plan, let key):
      let usage = catalog.usage[plan]?.keys[key]
      let label = catalog.plans[plan]?.label ?? plan.wire
      let row = catalog.keys[key]
      let text = row?.searchText ?? (usage?.keyName ?? key.shown).lowercased()
      return TableRow(
        id: id, searchText: "\(text) \(label.lowercased())", key: state.key(of: id),
        plans: [label], plan: catalog.plans[plan], usage: usage)
    default: return TableRow(id: id, searchText: "", plans: [])
    }
  }

  /// Keys that pass, each plan's totals above them as long as any is left.
  static func filter(
    _ rows: [RowID], _ filter: FilterExpression, _ state: AppState
  ) -> [RowID] {
    var shown: [RowID] = []
    var total: RowID?
    for id in rows {
      if case .total = id {
        total = id
        continue
      }
      let row = row(id, state)
      guard filter.matches(row), !state.screen.table.problemsOnly || state.hasProblem(row) else {
        continue
      }
      if let heading = total {
        shown.append(heading)
        total = nil
      }
      shown.append(id)
    }
    return shown
  }

  /// Plans by their worst key, and within them the keys; totals stay on top of their keys.
  static func sorted(_ rows: [RowID], by sort: TableSort, _ state: AppState) -> [RowID] {
    var groups: [PlanID: [(key: SortKey, place: Int, id: RowID)]] = [:]
    var order: [(plan: PlanID, place: Int)] = []
    for (place, id) in rows.enumerated() {
      switch id {
      case .total(let plan): order.append((plan, place))
      case .usage(let plan, _):
        groups[plan, default: []].append((key(id, sort.column, state), place, id))
      default: break
      }
    }
    func before(_ left: (SortKey, Int), _ right: (SortKey, Int)) -> Bool {
      switch SortKey.compare(left.0, right.0) {
      case 0: left.1 < right.1
      case let order: sort.isReversed ? order > 0 : order < 0
      }
    }
    for plan in Array(groups.keys) {
      groups[plan]?.sort { before(($0.key, $0.place), ($1.key, $1.place)) }
    }
    let none = SortKey(text: nil)
    let plans = order.map { plan, place -> (key: SortKey, place: Int, plan: PlanID) in
      if sort.column == .name {
        return (SortKey(text: state.catalog.plans[plan]?.label ?? plan.wire), place, plan)
      }
      return (groups[plan]?.first?.key ?? none, place, plan)
    }.sorted { before(($0.key, $0.place), ($1.key, $1.place)) }
    return plans.flatMap { one in
      [RowID.total(one.plan)] + (groups[one.plan] ?? []).map(\.id)
    }
  }

  private static func key(_ id: RowID, _ column: ColumnID, _ state: AppState) -> SortKey {
    if column == .name, case .usage(_, let key) = id {
      return SortKey(text: state.catalog.keys[key]?.key.label ?? key.shown)
    }
    return state.sortKey(id, column)
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ width: Int, _ state: AppState) -> Line {
    switch id {
    case .total(let plan): totalCell(plan, column, width, state)
    case .usage(let plan, let key): keyCell(plan, key, column, width, state)
    default: []
    }
  }

  private static func keyCell(
    _ plan: PlanID, _ key: KeyID, _ column: ColumnID, _ width: Int, _ state: AppState
  ) -> Line {
    let catalog = state.catalog
    let usage = catalog.usage[plan]?.keys[key]
    switch column {
    case .name:
      let name = catalog.keys[key]?.key.label ?? usage?.keyName.orNil ?? key.shown
      return Line("  " + name)
    case .state:
      if state.isChanging(key) { return Line("…", .dim) }
      guard let row = catalog.keys[key] else { return Line("…", .dim) }
      return row.key.isEnabled ? Line("on", .ok) : Line("off", .warn)
    default:
      guard let usage else {
        return UsageCells.missing(
          knows: catalog.usage[plan]?.fetchedAt != nil, failed: catalog.usage[plan]?.error != nil)
      }
      return UsageCells.cell(usage, column, width, state)
    }
  }

  private static func totalCell(
    _ plan: PlanID, _ column: ColumnID, _ width: Int, _ state: AppState
  ) -> Line {
    let known = state.catalog.usage[plan]
    let figures = known.map { Array($0.keys.values) } ?? []
    switch column {
    case .name: return Line(state.catalog.plans[plan]?.label ?? plan.wire, .text, .bold)
    case .used:
      if let error = known?.error, known?.fetchedAt == nil {
        return Line("failed: \(error.inTable)", .warn)
      }
      guard known != nil else { return Line("…", .dim) }
      let used = figures.reduce(0) { $0 &+ $1.used }
      let quota = state.catalog.plans[plan]?.quota
      let limit = quota.map { " of \(Figures.number($0.limit)) each" } ?? ", no quota"
      let short = "\(Figures.number(used)) used"
      return Line(short + (short.count + limit.count <= width ? limit : ""), .dim, .bold)
    case .left: return Line(figures.isEmpty ? "" : Figures.count(figures.count, "key"), .dim)
    case .trend:
      guard !figures.isEmpty else { return [] }
      var sums: [Int: Double] = [:]
      for day in figures.flatMap(\.days) { sums[day.date.number, default: 0] += Double(day.used) }
      let today = CalendarDay(figures[0].fetchedAt).number
      let days = min(width, Catalog.trendDays)
      return Sparkline((0..<days).map { sums[today - days + 1 + $0] })
        .line(width: width, glyphs: state.glyphs)
    case .out:
      let hurt = figures.filter { [.exhausts, .exhausted].contains($0.forecast.state) }.count
      return hurt == 0 ? [] : Line("\(hurt) run\(hurt == 1 ? "s" : "") out", .warn)
    default: return []
    }
  }
}
