import Canvas
import GatewayKit

extension AppState {
  /// The rows that the filter leaves.
  var shownRows: [RowID] { screen.table.shown }

  /// The key of a row; nil when it stands for none.
  func key(of row: RowID) -> APIKey? {
    switch row {
    case .key(let id): catalog.keys[id]?.key
    case .usage(let plan, let id):
      catalog.keys[id]?.key
        ?? catalog.usage[plan]?.keys[id].map {
          APIKey(id: id, name: $0.keyName, isEnabled: true, context: $0.context)
        }
    default: nil
    }
  }

  /// The key that the cursor, or the detail, stands for.
  var cursorKeys: [APIKey] {
    if case .key(let id) = screen.kind { return catalog.keys[id].map { [$0.key] } ?? [] }
    return screen.table.cursor.flatMap(key(of:)).map { [$0] } ?? []
  }

  /// The keys that an action acts on: the marked ones, else the one under the cursor.
  var targetKeys: [APIKey] {
    let marks = screen.table.marks
    guard !marks.isEmpty, [.keys, .usage].contains(screen.name) else { return cursorKeys }
    var seen: Set<KeyID> = []
    return screen.table.order.filter(marks.contains).compactMap(key(of:)).filter {
      seen.insert($0.id).inserted
    }
  }

  /// The plan under the cursor, or the one that a detail or a list of keys is of.
  var cursorPlan: PlanID? {
    switch screen.kind {
    case .planKeys(let plan), .plan(let plan): plan
    case .key(let id):
      chartPlans(id).indices.contains(screen.chart.plan) ? chartPlans(id)[screen.chart.plan] : nil
    default:
      switch screen.table.cursor {
      case .plan(let plan), .total(let plan), .usage(let plan, _): plan
      default: nil
      }
    }
  }

  /// The plan that an action on plans acts on.
  var targetPlan: UsagePlan? { cursorPlan.flatMap { catalog.plans[$0] } }

  /// The plans of a key in the order in which its detail has them. Those of a key that may not be read
  /// are the ones whose usage names it.
  func chartPlans(_ key: KeyID) -> [PlanID] {
    catalog.keys[key]?.plans ?? catalog.plansWithUsage(of: key)
  }

  /// What usage tells of a key that may not be read; nil when no plan's usage names it.
  func rowOfUsage(_ key: KeyID) -> KeyRow? {
    let plans = catalog.plansWithUsage(of: key)
    guard let first = plans.first, let known = self.key(of: .usage(first, key)) else { return nil }
    return KeyRow(key: known, plans: plans)
  }

  /// Plans that any of the keys is known to be in.
  func plansToDetach(_ keys: [APIKey]) -> [UsagePlan] {
    var seen: Set<PlanID> = []
    return keys.flatMap { chartPlans($0.id) }.filter { seen.insert($0).inserted }
      .compactMap { catalog.plans[$0] }
  }

  /// Whether a key is enabled as far as is known; usage rows of unlisted keys count as enabled.
  func isEnabled(_ key: KeyID) -> Bool { catalog.keys[key]?.key.isEnabled ?? true }

  /// True while a change of this key is under way.
  func isChanging(_ key: KeyID) -> Bool {
    runs.contains { run in
      run.items.contains { item in
        guard item.change.keyID == key else { return false }
        switch item.status {
        case .waiting, .sending: return true
        default: return false
        }
      }
    }
  }
}
