/// The API keys of the demo data, their plans, and who calls with them.
struct DemoKeys {
  /// What kind of life a key leads.
  private enum Life {
    /// Uses a part of its quota.
    case usual(Double)
    /// Will have used nearly all of it by now.
    case near
    /// Has used it up.
    case over
    /// Was used once, and not for weeks.
    case idle
    /// Was never used.
    case unused
    /// Was switched off some days ago.
    case disabled
  }

  private let count: Int
  private let seed: UInt64
  private let today: Int
  private let plans: [UsagePlan]
  private let customers: DemoCustomers
  /// The key that a distribution adds to what it passes on; nil when there is none.
  private var distributed: Int?
  /// The key that somebody else calls with, too; nil when there is none.
  private var stolen: Int?

  /// Prepares to make keys for some plans.
  init(count: Int, seed: UInt64, today: Int, plans: [UsagePlan]) {
    self.count = count
    self.seed = seed
    self.today = today
    self.plans = plans
    customers = DemoCustomers(seed: seed)
    // Both are found, not made, so that no other key is another one for their sake.
    distributed = firstUsual { $0.tags["env"] == "stg" && $0.tags["tier"] != "basic" }
    stolen = firstUsual { $0.tags["env"] == "prod" && $0.tags["tier"] == "standard" }
  }

  private func firstUsual(_ fits: (UsagePlan) -> Bool) -> Int? {
    (10..<max(10, count)).first { index in
      guard case .usual = life(index), let plan = plan(index) else { return false }
      return fits(plan) && name(index, customer: customers.customer(index / 3)) != nil
    }
  }

  /// Whether a key's id is its value, as it was years ago.
  func isLegacy(_ index: Int) -> Bool { index == 2 && count > 2 }

  /// Makes a key.
  func key(_ index: Int, id: String, value: String, serial: Int) -> APIKey {
    let customer = customers.customer(index / 3)
    let life = self.life(index)
    let created = self.created(index)
    var key = APIKey(
      id: id, serial: serial, value: value, customerId: customer.id, enabled: true,
      created: created, updated: created, tags: customer.tags)
    key.name = name(index, customer: customer)
    if index % 5 == 0 { key.description = "\(customer.name), \(environment(index))" }
    if isLegacy(index) { key.description = "Made before ids and values were told apart" }
    if index % 11 == 7 { key.customerId = nil }
    if key.name == nil { key.tags = [:] }
    DemoOwners.mark(&key, index: index)
    if case .disabled = life {
      let day = max(today - 9 - index % 20, CivilDay.number(at: Double(created)))
      let at = max(CivilDay.start(of: day) + 52_000, Double(created) + 120)
      key.enabled = false
      key.switches = [APIKey.Switch(at: at, enabled: false)]
      key.updated = Int(at)
    }
    return key
  }

  /// The plans of a key, with what is counted in each.
  func meters(_ index: Int, key: APIKey) -> [(plan: UsagePlan, meter: Meter)] {
    guard let plan = plan(index) else { return [] }
    let from = Double(key.created) + 60
    var numbers = SplitMix(seed: seed, 20, UInt64(index))
    let trafficSeed = numbers.next()
    let first = CivilDay.number(at: from) + 1
    var meter = Meter(plan: plan.id, key: key.id, spans: [Meter.Span(from: from, to: nil)])
    let rhythm = Traffic.Rhythm.allCases[numbers.below(Traffic.Rhythm.allCases.count)]
    var traffic = Traffic(seed: trafficSeed, daily: 0, rhythm: rhythm, from: first)
    let fair = fairShare(plan)
    switch life(index) {
    case .usual(let part): traffic.daily = fair * part
    case .disabled: traffic.daily = fair * 0.4
    case .idle:
      traffic.daily = fair * 0.3
      traffic.until = today - 30 - index % 25
    case .unused: traffic.daily = 0
    case .near: traffic.daily = pace(traffic, plan: plan, aim: 0.9)
    case .over: traffic.daily = pace(traffic, plan: plan, aim: 1.4)
    }
    if index == distributed { traffic.caller = .distribution }
    if index == stolen {
      traffic.caller = .stranger
      traffic.strangerSince = CivilDay.start(of: today - 1) + 3 * 3600 + 20 * 60
    }
    if traffic.daily > 0 { meter.traffic = traffic }
    if isAdjusted(index), let quota = plan.quota {
      // An hour into the period, so that it holds whatever the day is.
      let start = CivilDay.start(of: CivilDay.periodStart(of: today, quota: quota))
      meter.grants = [Meter.Grant(at: start + 3600, remaining: quota.limit / 4)]
    }
    return [(plan, meter)]
  }

  private func life(_ index: Int) -> Life {
    // The first keys show one of everything, however few there are.
    switch index {
    case 1: return .usual(0.2)
    case 3: return .near
    case 4: return .over
    case 5: return .idle
    case 6: return .disabled
    default: break
    }
    var numbers = SplitMix(seed: seed, 21, UInt64(index))
    switch numbers.below(100) {
    case 0..<6: return .near
    case 6..<9: return .over
    case 9..<17: return .idle
    case 17..<20: return .unused
    case 20..<24: return .disabled
    default: return .usual(0.05 + 0.65 * numbers.unit())
    }
  }

  /// A key in no plan is among the first, and one in a hundred after them.
  private func plan(_ index: Int) -> UsagePlan? {
    if index == 7 || plans.isEmpty || (index > 100 && index % 100 == 93) { return nil }
    if index < plans.count { return plans[index] }
    var numbers = SplitMix(seed: seed, 22, UInt64(index))
    // Half of all customers are on the first third of the plans, as it is with tiers.
    let first = max(1, plans.count / 3)
    return numbers.below(2) == 0 ? plans[numbers.below(first)] : numbers.pick(plans)
  }

  private func environment(_ index: Int) -> String {
    plan(index)?.tags["env"] ?? "none"
  }

  /// One key's remaining was lowered by hand.
  private func isAdjusted(_ index: Int) -> Bool { index == 1 }

  private func name(_ index: Int, customer: DemoCustomers.Customer) -> String? {
    if index == 9 || (index > 100 && index % 50 == 31) { return nil }
    let uses = ["web", "mobile", "batch", "partner", "reports", "sync"]
    var numbers = SplitMix(seed: seed, 23, UInt64(index))
    return "\(customer.slug)-\(uses[(index % 3) * 2 + numbers.below(2)])-\(environment(index))"
  }

  /// Keys were made over two years, the older ones first, the last of them lately.
  private func created(_ index: Int) -> Int {
    let age = 700.0 * Double(count - index) / Double(max(1, count))
    return Int(CivilDay.start(of: today - 1) - age * 86_400)
  }

  /// Requests a day that would use a quota up just so.
  private func fairShare(_ plan: UsagePlan) -> Double {
    guard let quota = plan.quota else { return 900 }
    return switch quota.period {
    case .day: Double(quota.limit)
    case .week: Double(quota.limit) / 7
    case .month: Double(quota.limit) / 30
    }
  }

  /// Requests a day by which a part of the quota is used by the end of yesterday, or, when the
  /// period began today, within today.
  private func pace(_ traffic: Traffic, plan: UsagePlan, aim: Double) -> Double {
    guard let quota = plan.quota else { return 2500 }
    var unit = traffic
    unit.daily = 1000
    let start = CivilDay.periodStart(of: today, quota: quota)
    let days = start < today ? start..<today : today..<(today + 1)
    let thousandth = days.reduce(0) { $0 + unit.demand(on: $1) }
    guard thousandth > 0 else { return fairShare(plan) * aim }
    return Double(quota.limit) * aim * 1000 / Double(thousandth)
  }
}
