import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// How many requests that fill columns are under way at once.
  static let fillWidth = 3
  /// Up to so many plans are all asked for; of more, only those that are wanted on the screen.
  static let fewPlans = 20

  // MARK: lists

  /// Asks for keys and plans.
  mutating func loadLists(_ urgency: Urgency, _ effects: inout [Effect]) {
    catalog.beginKeys()
    let keys = begin(.keys, &effects)
    effects.append(.loadKeys(keys, urgency))
    catalog.beginPlans()
    let plans = begin(.plans, &effects)
    effects.append(.loadPlans(plans, urgency))
  }

  /// Asks for the journal.
  mutating func loadJournal(_ effects: inout [Effect]) {
    guard connection == .open else { return }
    let id = begin(.journal, &effects)
    effects.append(.loadJournal(id))
    let check = begin(.journalCheck, &effects)
    effects.append(.verifyJournal(check))
  }

  /// Asks for APIs and stages, once.
  mutating func loadAPIs(_ effects: inout [Effect]) {
    guard catalog.apis == nil, !isBusy(.apis) else { return }
    let id = begin(.apis, &effects)
    effects.append(.loadAPIs(id))
  }

  // MARK: one key

  /// Asks for a key with its plans, and for its days in the plans that are known.
  mutating func loadDetail(_ key: KeyID, _ urgency: Urgency, _ effects: inout [Effect]) {
    let id = begin(.key(key), &effects)
    effects.append(.loadKey(id, key, urgency))
    loadCharts(key, urgency, &effects)
  }

  /// Asks for 90 days of a key in each of its plans.
  mutating func loadCharts(_ key: KeyID, _ urgency: Urgency, _ effects: inout [Effect]) {
    guard screen.kind == .key(key) else { return }
    let today = CalendarDay(now)
    for id in chartPlans(key) {
      guard let plan = catalog.plans[id], !isBusy(.chart(key, id)) else { continue }
      if let known = catalog.charts[key]?[id], now.timeIntervalSince(known.fetchedAt) < 30 {
        continue
      }
      let task = begin(.chart(key, id), &effects)
      let request = UsageRequest(plan: plan, key: key, from: today - 89, to: today)
      effects.append(.loadUsage(task, request, urgency))
    }
  }

  // MARK: refresh

  /// Asks again for what is shown.
  mutating func refresh(_ urgency: Urgency, _ effects: inout [Effect]) {
    if urgency == .person { effects.append(.askCodesAgain) }
    if connection != .open {
      if case .refused = connection { connect(.asStarted, &effects) }
      return
    }
    lastRefresh = now
    let firstTask = nextTask
    if urgency == .person {
      catalog.forgetFailures()
      askDeniedAgain(&effects)
      say("Asking again …", passing: .asking)
    }
    switch screen.kind {
    case .keys, .planKeys, .contextKeys, .plans, .usage:
      loadLists(urgency, &effects)
      refreshUsage(urgency, &effects)
    case .key(let key):
      catalog.charts[key] = catalog.charts[key]?.mapValues { usage in
        var usage = usage
        usage.fetchedAt = .distantPast
        return usage
      }
      loadDetail(key, urgency, &effects)
    case .plan(let plan):
      let id = begin(.plan(plan), &effects)
      effects.append(.loadPlan(id, plan, urgency))
    case .audit, .entry: loadJournal(&effects)
    case .rotations, .rotation: loadRotations(urgency, &effects)
    case .contexts, .context:
      let id = begin(.identify, &effects)
      effects.append(.identify(id))
    case .messages: break
    }
    if urgency == .person {
      askedAgain = Set(tasks.filter { $0.key.number >= firstTask }.values)
    }
  }

  /// What was asked for again is there, or failed: nobody asks any more.
  mutating func endAskingAgain() {
    guard let asked = askedAgain, asked.isDisjoint(with: tasks.values) else { return }
    askedAgain = nil
    messages.withdraw(.asking)
  }

  /// Usage that is on the screen is asked for again.
  private mutating func refreshUsage(_ urgency: Urgency, _ effects: inout [Effect]) {
    let wanted = screen.kind == .usage ? catalog.planOrder : visiblePlans
    for plan in wanted.prefix(Self.fewPlans) where catalog.usage[plan] != nil {
      guard !isBusy(.usage(plan)) else { continue }
      loadUsage(plan, urgency, &effects)
    }
  }

  /// Refreshes by itself, in the background, never sooner than every minute.
  mutating func refreshIfDue(_ effects: inout [Effect]) {
    guard !isRefreshPaused, connection == .open, let last = lastRefresh,
      now.timeIntervalSince(last) >= Double(options.refreshSeconds),
      dialogs.isEmpty, prompt == nil, !isBusy(.keys), !isBusy(.plans)
    else { return }
    refresh(.background, &effects)
  }

  // MARK: columns

  /// Whether enough plans are known to ask for what belongs to them. Of several contexts one that hangs
  /// must not keep back what the others have.
  private var knowsPlans: Bool {
    catalog.plansState.isComplete || isWide && catalog.plansState.pages > 0
  }

  /// Asks for what the columns on the screen lack, a little at a time.
  mutating func fill(_ effects: inout [Effect]) {
    guard connection == .open, knowsPlans else { return }
    var busy = tasks.values.count {
      switch $0 {
      case .usage, .plansOfKey: true
      default: false
      }
    }
    fillMembers(&effects)
    while busy < Self.fillWidth {
      if let plan = nextPlan(from: visiblePlans) {
        loadUsage(plan, .person, &effects)
      } else if let key = nextKey() {
        let id = begin(.plansOfKey(key), &effects)
        effects.append(.loadPlansOfKey(id, key, .person))
      } else if wantsAllPlans, busy < 2, let plan = nextPlan(from: catalog.planOrder) {
        loadUsage(plan, .background, &effects)
      } else {
        return
      }
      busy += 1
    }
  }

  /// Asks for the usage of all keys of a plan.
  mutating func loadUsage(
    _ id: PlanID, _ urgency: Urgency, _ effects: inout [Effect]
  ) {
    guard let plan = catalog.plans[id] else { return }
    let today = CalendarDay(now)
    let task = begin(.usage(id), &effects)
    effects.append(
      .loadUsage(task, UsageRequest(plan: plan, from: today - 31, to: today), urgency))
  }

  /// Asks for the members of a plan whose usage cannot be had.
  mutating func loadMembers(_ plan: PlanID, _ effects: inout [Effect]) {
    catalog.askedMembers(of: plan)
    let id = begin(.members(plan), &effects)
    effects.append(.loadMembers(id, plan, .background))
  }

  /// Asks for members where usage is not even asked for, apart from what a person waits for.
  private mutating func fillMembers(_ effects: inout [Effect]) {
    func busy() -> Int {
      tasks.values.count { if case .members = $0 { true } else { false } }
    }
    while busy() < Self.fillWidth, let plan = nextMembers { loadMembers(plan, &effects) }
  }

  /// A plan whose usage is not even asked for, and whose members are not known yet.
  private var nextMembers: PlanID? {
    let wanted = catalog.planOrder.count <= Self.fewPlans ? catalog.planOrder : visiblePlans
    return wanted.first {
      guard let usage = catalog.usage[$0] else { return false }
      return usage.isAssumed && !usage.hasAskedMembers && catalog.members[$0] == nil
        && denialOfMembers($0) == nil
    }
  }

  private func nextPlan(from plans: [PlanID]) -> PlanID? {
    plans.first { catalog.usage[$0] == nil && !isBusy(.usage($0)) && catalog.plans[$0] != nil }
  }

  /// With many plans, the plans of a key on the screen are asked for key by key.
  private func nextKey() -> KeyID? {
    guard screen.name == .keys, catalog.planOrder.count > Self.fewPlans else { return nil }
    for row in screen.table.visible(height: tableHeight) {
      guard case .key(let id) = row, let key = catalog.keys[id], !key.hasAllPlans,
        key.plans.isEmpty, !isBusy(.plansOfKey(id))
      else { continue }
      return id
    }
    return nil
  }

  /// Plans that rows on the screen are known to be of.
  var visiblePlans: [PlanID] {
    var seen: Set<PlanID> = []
    var found: [PlanID] = []
    func add(_ plan: PlanID) {
      if seen.insert(plan).inserted { found.append(plan) }
    }
    if case .planKeys(let plan) = screen.kind { add(plan) }
    for row in screen.table.visible(height: tableHeight) {
      switch row {
      case .key(let id): catalog.keys[id]?.plans.forEach(add)
      case .usage(let plan, _), .total(let plan), .plan(let plan): add(plan)
      default: break
      }
    }
    return found
  }

  /// Whether every plan's usage is needed: there are few, or the board or a filter asks for all.
  private var wantsAllPlans: Bool {
    switch screen.kind {
    case .usage: return true
    case .keys, .contextKeys:
      if catalog.planOrder.count <= Self.fewPlans { return true }
      if screen.table.problemsOnly { return true }
      if let sort = screen.table.sort?.column {
        if [.plan, .used, .left, .out, .trend].contains(sort) { return true }
      }
      let filter = screen.table.filter
      return ["plan:", "used", "left"].contains { filter.contains($0) }
    default: return false
    }
  }
}
