/// Makes the demo data from the seed and the day alone.
///
/// The order of making is the order of creation: APIs, plans, keys. What a figure depends on is
/// always the seed and a number of its own, so that asking for more keys leaves the first ones alike.
struct DemoData {
  private let options: SandboxOptions
  /// Today, in days since 1970.
  let today: Int
  /// Makes ids and values.
  let mint: Mint

  /// Prepares to make the data of a day.
  init(_ options: SandboxOptions, now: Double) {
    self.options = options
    today = CivilDay.number(at: now)
    mint = Mint(seed: options.seed)
  }

  /// Makes the whole account.
  func state() -> AccountState {
    var state = AccountState()
    state.apply(
      .putSettings(
        AccountSettings(
          cloudwatchRoleArn:
            "arn:aws:iam::\(SandboxIdentity.account):role/apigateway-cloudwatch")))
    var serial = 0
    func next() -> Int {
      serial += 1
      return serial
    }
    let apis = DemoAPIs(today: today, mint: mint)
    for name in DemoAPIs.names { state.apply(.putAPI(apis.api(name, serial: next()))) }
    let byName = Dictionary(
      uniqueKeysWithValues: state.apis.newestFirst.map { ($0.name, $0) })
    let plans = DemoPlans(count: options.plans, mint: mint)
    var made: [UsagePlan] = []
    for index in 0..<options.plans {
      let serial = next()
      let id = mint.shortID(serial) { state.plans[$0] == nil }
      let plan = plans.plan(index, id: id, serial: serial, apis: byName)
      state.apply(.putPlan(plan))
      made.append(plan)
    }
    let keys = DemoKeys(count: options.keys, seed: options.seed, today: today, plans: made)
    for index in 0..<options.keys {
      let serial = next()
      let value = mint.value(serial) { state.key(ofValue: $0) == nil }
      let id =
        keys.isLegacy(index) ? value : mint.longID(serial) { state.keys[$0] == nil }
      let key = keys.key(index, id: id, value: value, serial: serial)
      state.apply(.putKey(key))
      for (plan, meter) in keys.meters(index, key: key) {
        state.apply(.putMembership(Membership(plan: plan.id, key: key.id, serial: next())))
        state.apply(.putMeter(meter))
      }
    }
    return state
  }
}
