import Canvas
import Foundation
import GatewayKit

/// How far a list has come.
struct LoadState: Equatable, Sendable {
  var pages = 0
  var isComplete = false
  var error: GatewayError?
  var fetchedAt: Date?

  /// A load begins. What was not allowed stands until it is: what says so must not come and go.
  mutating func forgetError() {
    if error?.denied == nil { error = nil }
  }
}

/// Usage of a plan as far as it is known.
struct PlanUsage: Equatable, Sendable {
  var keys: [KeyID: KeyUsage] = [:]
  var error: GatewayError?
  /// Whether the error is that of another plan, whose permission this one would need too.
  var isAssumed = false
  /// Whether the members were asked for in its stead.
  var hasAskedMembers = false
  var fetchedAt: Date?
}

/// A key with what the table shows of it.
struct KeyRow: Equatable, Sendable {
  var key: APIKey
  /// Plans it is known to be in, in the order in which they were found.
  var plans: [PlanID] = []
  /// True when all its plans are known.
  var hasAllPlans = false
  /// All text that a bare word is looked for in, in lower case.
  var searchText = ""
  /// Number of the list load that it was seen in last.
  var seen = 0
}

/// Everything that was fetched, by id; the views refer to it.
struct Catalog: Equatable, Sendable {
  /// Changes with everything that a row may show.
  private(set) var version = 0
  var keys: [KeyID: KeyRow] = [:] { didSet { version += 1 } }
  private(set) var keyOrder: [KeyID] = []
  var plans: [PlanID: UsagePlan] = [:] { didSet { version += 1 } }
  private(set) var planOrder: [PlanID] = []
  /// Members of plans, known from usage or asked for.
  private(set) var members: [PlanID: Set<KeyID>] = [:]
  private(set) var usage: [PlanID: PlanUsage] = [:]
  /// 90 days of a key in a plan.
  var charts: [KeyID: [PlanID: KeyUsage]] = [:] { didSet { version += 1 } }
  var chartErrors: [KeyID: GatewayError] = [:] { didSet { version += 1 } }
  var apis: [RestAPI]?
  var journal: [JournalLine] = [] { didSet { version += 1 } }
  var journalState = LoadState() { didSet { version += 1 } }
  /// What checking the journal's chain found, or why it could not be checked.
  var journalCheck: JournalCheck?
  var journalCheckError: GatewayError?
  /// Rotations, newest first.
  var rotations: [Rotation] = [] { didSet { version += 1 } }
  var rotationsState = LoadState() { didSet { version += 1 } }
  var keysState = LoadState() { didSet { version += 1 } }
  var plansState = LoadState() { didSet { version += 1 } }
  /// Columns of the longest name of a key, and of a plan, so that tables give names their room.
  private(set) var longestKeyName = 0
  private(set) var longestPlanName = 0
  /// Contexts whose keys, or plans, could not be listed.
  private(set) var keyFailures: [Home: ContextFailure] = [:] { didSet { version += 1 } }
  private(set) var planFailures: [Home: ContextFailure] = [:] { didSet { version += 1 } }
  /// Whether a bare word finds a key by where it lives.
  var namesContexts = false
  /// Contexts that failed in the load under way: what they had before stays.
  private var missing: Set<Home> = []
  private var missingPlans: Set<Home> = []
  private var load = 0
  private var planLoad: Set<PlanID> = []

  // MARK: keys

  /// A list of keys begins; what it does not name is gone at its end.
  mutating func beginKeys() {
    load += 1
    missing = []
    keysState.pages = 0
    keysState.forgetError()
  }

  mutating func take(_ page: KeyPage) {
    var table = keys
    keys = [:]
    var fresh: [KeyID] = []
    for key in page.keys {
      if table[key.id] == nil { fresh.append(key.id) }
      put(key, into: &table)
      table[key.id]?.seen = load
    }
    keyOrder += fresh
    longestKeyName = page.keys.reduce(longestKeyName) { max($0, Text.width($1.name)) }
    if let failure = page.failure {
      missing.insert(failure.home)
      keyFailures[failure.home] = failure
    }
    if page.isLast {
      for home in Array(keyFailures.keys) where !missing.contains(home) { keyFailures[home] = nil }
      let gone = table.filter { $0.value.seen != load && !missing.contains($0.key.home) }.keys
      for id in gone { table[id] = nil }
      if !gone.isEmpty { keyOrder.removeAll { table[$0] == nil } }
    }
    keys = table
    keysState = LoadState(
      pages: page.number, isComplete: page.isLast, fetchedAt: page.fetchedAt)
  }

  /// Puts one key in; a new one goes on top, as the service lists the newest first.
  mutating func put(_ key: APIKey) {
    if keys[key.id] == nil { keyOrder.insert(key.id, at: 0) }
    var table = keys
    keys = [:]
    put(key, into: &table)
    table[key.id]?.seen = load
    keys = table
    longestKeyName = max(longestKeyName, Text.width(key.name))
    if let references = key.plans { setPlans(references.map(\.id), of: key.id, all: true) }
  }

  mutating func removeKey(_ id: KeyID) {
    keys[id] = nil
    keyOrder.removeAll { $0 == id }
    for plan in Array(members.keys) { members[plan]?.remove(id) }
    for plan in Array(usage.keys) { usage[plan]?.keys[id] = nil }
  }

  /// Members may be known before the key itself has come: a new row looks them up.
  private func put(_ key: APIKey, into table: inout [KeyID: KeyRow]) {
    var row =
      table[key.id]
      ?? KeyRow(key: key, plans: planOrder.filter { members[$0]?.contains(key.id) == true })
    let known = row.key.plans
    row.key = key
    if key.plans == nil { row.key.plans = known }
    row.searchText = searchText(row)
    table[key.id] = row
  }

  private func searchText(_ row: KeyRow) -> String {
    var words = [row.key.name, row.key.id.shown]
    if namesContexts { words += [row.key.context.profile, row.key.context.region] }
    if let owner = row.key.owner { words.append(owner) }
    if let customer = row.key.customerId, customer != row.key.owner { words.append(customer) }
    if let description = row.key.description { words.append(description) }
    for (key, value) in row.key.tags.sorted(by: { $0.key < $1.key }) where key != "owner" {
      words.append("\(key)=\(value)")
    }
    words += row.plans.map { plans[$0]?.label ?? $0.wire }
    words.append(row.key.isEnabled ? "on" : "off")
    return words.joined(separator: " ").lowercased()
  }

  private mutating func setPlans(_ ids: [PlanID], of key: KeyID, all: Bool) {
    guard var row = keys[key] else { return }
    if all {
      for plan in row.plans where !ids.contains(plan) { members[plan]?.remove(key) }
      row.plans = ids
    } else {
      row.plans += ids.filter { !row.plans.contains($0) }
    }
    row.hasAllPlans = row.hasAllPlans || all
    row.searchText = searchText(row)
    keys[key] = row
    for plan in ids where members[plan] != nil { members[plan]?.insert(key) }
  }

  /// Why a context is missing in a view.
  func failure(_ home: Home, of view: ViewName) -> ContextFailure? {
    view == .keys ? keyFailures[home] : planFailures[home] ?? keyFailures[home]
  }

  /// A row for each context that is missing in a view, in their order.
  func missingRows(_ view: ViewName) -> [RowID] {
    (view == .keys ? keyFailures : planFailures).keys.sorted().map(RowID.context)
  }

  // MARK: plans

  mutating func beginPlans() {
    planLoad = []
    missingPlans = []
    plansState.pages = 0
    plansState.forgetError()
  }

  mutating func take(_ page: PlanPage) {
    for plan in page.plans {
      planLoad.insert(plan.id)
      put(plan, listed: true)
    }
    if let failure = page.failure {
      missingPlans.insert(failure.home)
      planFailures[failure.home] = failure
    }
    if page.isLast {
      for home in Array(planFailures.keys) where !missingPlans.contains(home) {
        planFailures[home] = nil
      }
      for id in planOrder where !planLoad.contains(id) && !missingPlans.contains(id.home) {
        removePlan(id)
      }
    }
    plansState = LoadState(
      pages: plansState.pages + 1, isComplete: page.isLast, fetchedAt: page.fetchedAt)
  }

  /// Puts a plan in. What a list does not tell (tags, number of keys) is kept.
  mutating func put(_ plan: UsagePlan, listed: Bool = false) {
    var plan = plan
    if let old = plans[plan.id] {
      if listed, plan.tags.isEmpty { plan.tags = old.tags }
      if plan.keyCount == nil { plan.keyCount = old.keyCount }
      let names = Dictionary(
        old.apiStages.map { ($0.reference.apiId, $0.apiName) },
        uniquingKeysWith: { first, _ in first })
      for index in plan.apiStages.indices where plan.apiStages[index].apiName == nil {
        plan.apiStages[index].apiName = names[plan.apiStages[index].reference.apiId] ?? nil
      }
    } else {
      planOrder.append(plan.id)
    }
    planLoad.insert(plan.id)
    longestPlanName = max(longestPlanName, Text.width(plan.name))
    plans[plan.id] = plan
  }

  mutating func removePlan(_ id: PlanID) {
    plans[id] = nil
    planOrder.removeAll { $0 == id }
    for key in members[id] ?? [] { keys[key]?.plans.removeAll { $0 == id } }
    members[id] = nil
    usage[id] = nil
  }

  // MARK: membership and usage

  mutating func setPlans(_ list: [UsagePlan], of key: KeyID) {
    for plan in list where plans[plan.id] == nil { put(plan) }
    setPlans(list.map(\.id), of: key, all: true)
  }

  mutating func setMembers(_ ids: [KeyID], of plan: PlanID) {
    let fresh = Set(ids)
    var table = keys
    keys = [:]
    for key in members[plan] ?? [] where !fresh.contains(key) {
      table[key]?.plans.removeAll { $0 == plan }
      if let row = table[key] { table[key]?.searchText = searchText(row) }
    }
    for key in ids where table[key]?.plans.contains(plan) == false {
      table[key]?.plans.append(plan)
      if let row = table[key] { table[key]?.searchText = searchText(row) }
    }
    members[plan] = fresh
    keys = table
    plans[plan]?.keyCount = ids.count
  }

  mutating func setMembership(_ key: KeyID, _ plan: PlanID, attached: Bool) {
    let wasMember = keys[key]?.plans.contains(plan) ?? false
    if attached {
      setPlans([plan], of: key, all: false)
    } else {
      keys[key]?.plans.removeAll { $0 == plan }
      members[plan]?.remove(key)
      usage[plan]?.keys[key] = nil
    }
    if let count = plans[plan]?.keyCount, wasMember != attached {
      plans[plan]?.keyCount = max(0, count + (attached ? 1 : -1))
    }
  }

  /// Usage of a plan came. `isWhole` tells whether every key of the plan is in it, or only those that
  /// were used.
  mutating func take(_ list: [KeyUsage], of plan: PlanID, at time: Date, isWhole: Bool = true) {
    var figures: [KeyID: KeyUsage] = [:]
    for var one in list {
      one.days = Array(one.days.suffix(Self.trendDays))
      figures[one.keyId] = one
    }
    usage[plan] = PlanUsage(keys: figures, fetchedAt: list.first?.fetchedAt ?? time)
    // One that is allowed shows that the others may be.
    for other in Array(usage.keys) where other.home == plan.home && usage[other]?.isAssumed == true
    {
      forgetFailure(other)
    }
    if isWhole {
      setMembers(list.map(\.keyId), of: plan)
    } else {
      for one in list { setPlans([plan], of: one.keyId, all: false) }
      version += 1
    }
  }

  /// Plans whose usage names a key.
  func plansWithUsage(of key: KeyID) -> [PlanID] {
    planOrder.filter { usage[$0]?.keys[key] != nil }
  }

  mutating func put(_ one: KeyUsage) {
    var short = one
    short.days = Array(one.days.suffix(Self.trendDays))
    usage[one.plan.id, default: PlanUsage()].keys[one.keyId] = short
    version += 1
  }

  mutating func usageFailed(_ plan: PlanID, _ error: GatewayError) {
    usage[plan, default: PlanUsage()].error = error
    usage[plan]?.isAssumed = false
    version += 1
  }

  /// Usage is not allowed in a context: its other plans are not asked one by one.
  mutating func usageDenied(at home: Home, _ error: GatewayError, except busy: (PlanID) -> Bool) {
    for plan in planOrder where plan.home == home && usage[plan] == nil && !busy(plan) {
      usage[plan] = PlanUsage(error: error, isAssumed: true)
    }
    version += 1
  }

  /// The members of a plan are on their way in the stead of its usage.
  mutating func askedMembers(of plan: PlanID) {
    usage[plan]?.hasAskedMembers = true
  }

  /// Forgets that usage failed, so that it is asked for again.
  mutating func forgetFailures() {
    for plan in Array(usage.keys) where usage[plan]?.error != nil { forgetFailure(plan) }
    version += 1
  }

  private mutating func forgetFailure(_ plan: PlanID) {
    if usage[plan]?.fetchedAt == nil {
      usage[plan] = nil
    } else {
      usage[plan]?.error = nil
      usage[plan]?.isAssumed = false
    }
  }

  /// Usage of a key in the plan where it stands worst; nil when none is known.
  func worstUsage(_ row: KeyRow, in plan: PlanID? = nil) -> KeyUsage? {
    var worst: KeyUsage?
    for id in plan.map({ [$0] }) ?? row.plans {
      guard let one = usage[id]?.keys[row.key.id] else { continue }
      if let known = worst, (known.percent ?? -1) >= (one.percent ?? -1) { continue }
      worst = one
    }
    return worst
  }

  /// Days of daily figures kept for the tables.
  static let trendDays = 14
}
