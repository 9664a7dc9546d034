/// Applies the operations of an UpdateUsagePlan to a copy of a plan, all or none.
struct PlanPatching {
  /// The plan as it will be.
  private(set) var plan: UsagePlan
  private let stageExists: (String, String) -> Bool
  private var limit: Int?
  private var offset: Int?
  private var period: Quota.Period?

  /// Starts from a plan; the closure tells whether an API has a stage.
  init(_ plan: UsagePlan, stageExists: @escaping (_ api: String, _ stage: String) -> Bool) {
    self.plan = plan
    self.stageExists = stageExists
    (limit, offset, period) = (plan.quota?.limit, plan.quota?.offset, plan.quota?.period)
  }

  /// Applies the operations in order and checks what came out.
  mutating func apply(_ patches: [Patch]) throws(ServiceFault) {
    for patch in patches {
      guard let path = PlanPath(patch.path), path.allows(patch.verb) else {
        throw .patchPath(
          patch.path, op: patch.verb.rawValue, allowed: PlanPath.allowed(for: patch.verb))
      }
      try apply(patch, at: path)
    }
    try settleQuota()
  }

  private mutating func apply(_ patch: Patch, at path: PlanPath) throws(ServiceFault) {
    switch path {
    case .name:
      guard let name = patch.value, !name.isEmpty else {
        throw .badRequest("Usage Plan name cannot be empty")
      }
      plan.name = name
    case .description: plan.description = patch.value.flatMap { $0.isEmpty ? nil : $0 }
    case .productCode: plan.productCode = patch.verb == .remove ? nil : patch.value
    case .quota: (limit, offset, period) = (nil, nil, nil)
    case .quotaLimit: limit = try PlanRules.quotaLimit(patch.value)
    case .quotaOffset:
      guard let text = patch.value, let number = Int(text) else {
        throw .badRequest("Usage Plan quota offset must be a non-negative numeric")
      }
      offset = number
    case .quotaPeriod: period = try PlanRules.period(patch.value)
    case .throttle: plan.throttle = nil
    case .rateLimit:
      let rate = try PlanRules.rate(patch.value)
      plan.throttle = Throttle(rateLimit: rate, burstLimit: plan.throttle?.burstLimit)
    case .burstLimit:
      let burst = try PlanRules.burst(patch.value)
      plan.throttle = Throttle(rateLimit: plan.throttle?.rateLimit, burstLimit: burst)
    case .stages:
      if patch.verb == .add { try addStage(patch) } else { try removeStage(patch) }
    case .methods, .method, .methodRate, .methodBurst: try patchMethods(patch, at: path)
    }
  }

  private mutating func addStage(_ patch: Patch) throws(ServiceFault) {
    // A JSON text as the value was answered so by the service.
    if let value = patch.value, value.hasPrefix("{") || value.hasPrefix("[") {
      throw .notFound("API Stage not found: \(value)")
    }
    let (api, stage) = try PlanRules.stageReference(patch.value)
    guard stageExists(api, stage) else {
      throw .noSuchStage(api: api, stage: stage, plan: plan.id)
    }
    guard index(of: "\(api):\(stage)") == nil else { return }
    plan.stages.append(PlanStage(apiId: api, stage: stage))
  }

  private mutating func removeStage(_ patch: Patch) throws(ServiceFault) {
    let (api, stage) = try PlanRules.stageReference(patch.value)
    guard let index = index(of: "\(api):\(stage)") else {
      throw .noSuchStage(api: api, stage: stage, plan: plan.id)
    }
    plan.stages.remove(at: index)
  }

  private mutating func patchMethods(
    _ patch: Patch, at path: PlanPath
  ) throws(ServiceFault) {
    switch path {
    case .methods(let stage):
      let index = try existing(stage)
      plan.stages[index].throttle =
        patch.verb == .remove ? [:] : try PlanRules.methodThrottles(map(patch.value))
    case .method(let stage, let method):
      plan.stages[try existing(stage)].throttle[method] = nil
    case .methodRate(let stage, let method):
      let rate = try PlanRules.rate(patch.value)
      plan.stages[try existing(stage)].throttle[method, default: Throttle()].rateLimit = rate
    case .methodBurst(let stage, let method):
      let burst = try PlanRules.burst(patch.value)
      plan.stages[try existing(stage)].throttle[method, default: Throttle()].burstLimit = burst
    default: return
    }
    guard plan.stages.allSatisfy({ $0.throttle.count <= PlanRules.methodsPerStage }) else {
      throw PlanRules.tooManyMethods
    }
  }

  /// The value of a whole map of method throttles is a JSON text.
  private func map(_ text: String?) throws(ServiceFault) -> JSONBody {
    guard let text, !text.isEmpty, let body = try? JSONBody(Array(text.utf8)) else {
      throw .badRequest("Invalid method throttle map specified")
    }
    return body
  }

  private func existing(_ reference: String) throws(ServiceFault) -> Int {
    let (api, stage) = try PlanRules.stageReference(reference)
    guard let index = index(of: reference) else {
      throw .noSuchStage(api: api, stage: stage, plan: plan.id)
    }
    return index
  }

  private func index(of reference: String) -> Int? {
    plan.stages.firstIndex { $0.reference == reference }
  }

  private mutating func settleQuota() throws(ServiceFault) {
    if limit == nil, period == nil, offset == nil {
      plan.quota = nil
      return
    }
    guard let limit else {
      throw .badRequest("Usage Plan quota limit must be a non-negative numeric")
    }
    guard let period else { throw .badRequest("Usage Plan quota period must be specified") }
    let quota = Quota(limit: limit, offset: offset ?? 0, period: period)
    try PlanRules.check(quota)
    plan.quota = quota
  }
}
