/// Everything that is in the account, with the indexes that make rules cheap to check.
struct AccountState: Sendable {
  /// The API keys.
  private(set) var keys = Shelf<APIKey>()
  /// The usage plans.
  private(set) var plans = Shelf<UsagePlan>()
  /// The REST APIs.
  private(set) var apis = Shelf<RestAPI>()
  /// The account's settings.
  private(set) var settings = AccountSettings()
  /// Seconds until callers feel a change; it belongs to the emulator, not to the account.
  var propagation = 0.0
  /// The highest serial that was given out.
  private(set) var lastSerial = 0
  private var members: [String: Shelf<Membership>] = [:]
  private var plansOfKey: [String: [String]] = [:]
  private var keyOfValue: [String: String] = [:]
  private var meters: [MeterID: Meter] = [:]
  private var metersOfPlan: [String: Set<String>] = [:]
  private var calls: [MeterID: [Served]] = [:]
  private var secrets: [String: Secret] = [:]

  /// The key that has a value.
  func key(ofValue value: String) -> APIKey? {
    keyOfValue[value].flatMap { keys[$0] }
  }

  /// The keys of a plan; an empty shelf for a plan that there is not.
  func members(of plan: String) -> Shelf<Membership> {
    members[plan] ?? Shelf()
  }

  /// The ids of the plans that a key is in.
  func plans(ofKey key: String) -> [String] {
    plansOfKey[key] ?? []
  }

  /// What was counted of a key in a plan.
  func meter(plan: String, key: String) -> Meter? {
    meters[MeterID(plan: plan, key: key)]
  }

  /// The secret of a name.
  func secret(_ name: String) -> Secret? { secrets[name] }

  /// The calls that the data plane served to a key in a plan, oldest first.
  func calls(plan: String, key: String) -> [Served] {
    calls[MeterID(plan: plan, key: key)] ?? []
  }

  /// Prepares to count what a key used in a plan.
  func ledger(of meter: Meter, quota: Quota?, now: Double) -> UsageLedger {
    UsageLedger(
      meter: meter, calls: calls(plan: meter.plan, key: meter.key), key: keys[meter.key],
      quota: quota, now: now, propagation: propagation)
  }

  /// The ids of all keys that were ever counted in a plan and still exist.
  func meteredKeys(of plan: String) -> Set<String> {
    metersOfPlan[plan] ?? []
  }

  /// Applies a change that was decided on.
  mutating func apply(_ edit: Edit) {
    switch edit {
    case .putKey(let key):
      keys.put(key)
      keyOfValue[key.value] = key.id
      lastSerial = max(lastSerial, key.serial)
    case .removeKey(let id):
      if let value = keys[id]?.value { keyOfValue[value] = nil }
      keys.remove(id)
    case .putPlan(let plan):
      plans.put(plan)
      lastSerial = max(lastSerial, plan.serial)
    case .removePlan(let id):
      plans.remove(id)
    case .putMembership(let membership):
      members[membership.plan, default: Shelf()].put(membership)
      if plansOfKey[membership.key]?.contains(membership.plan) != true {
        plansOfKey[membership.key, default: []].append(membership.plan)
      }
      lastSerial = max(lastSerial, membership.serial)
    case .removeMembership(let plan, let key):
      members[plan]?.remove(key)
      plansOfKey[key]?.removeAll { $0 == plan }
    case .putMeter(let meter):
      meters[MeterID(plan: meter.plan, key: meter.key)] = meter
      metersOfPlan[meter.plan, default: []].insert(meter.key)
    case .removeMeter(let plan, let key):
      meters[MeterID(plan: plan, key: key)] = nil
      metersOfPlan[plan]?.remove(key)
      calls[MeterID(plan: plan, key: key)] = nil
    case .putAPI(let api):
      apis.put(api)
      lastSerial = max(lastSerial, api.serial)
    case .putSettings(let new):
      settings = new
    case .putSecret(let secret):
      secrets[secret.name] = secret
      lastSerial = max(lastSerial, secret.serial)
    case .removeSecret(let name):
      secrets[name] = nil
    case .served(let served):
      count(served)
    case .time:
      break
    }
  }

  /// Adds calls to those that began at the same time, or after them. What is counted of a key that
  /// is gone goes with it.
  private mutating func count(_ served: Served) {
    let id = MeterID(plan: served.plan, key: served.key)
    guard meters[id] != nil else { return }
    var all = calls.removeValue(forKey: id) ?? []
    if let last = all.indices.last, all[last].at == served.at, all[last].grants == served.grants {
      all[last].count += served.count
    } else {
      all.append(served)
    }
    calls[id] = all
  }

  /// The whole state as the edits that make it from nothing, oldest first.
  var snapshot: [Edit] {
    var edits: [Edit] = [.putSettings(settings)]
    edits += apis.newestFirst.map { .putAPI($0) }.reversed()
    edits += plans.newestFirst.map { .putPlan($0) }.reversed()
    edits += keys.newestFirst.map { .putKey($0) }.reversed()
    for (_, shelf) in members.sorted(by: { $0.key < $1.key }) {
      edits += shelf.newestFirst.map { .putMembership($0) }.reversed()
    }
    for meter in meters.values.sorted(by: { ($0.plan, $0.key) < ($1.plan, $1.key) }) {
      edits.append(.putMeter(meter))
      edits += calls(plan: meter.plan, key: meter.key).map { .served($0) }
    }
    edits += secrets.values.sorted { $0.serial < $1.serial }.map { .putSecret($0) }
    return edits
  }
}
