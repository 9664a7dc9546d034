/// Usage plans.
extension APIGatewayHandlers {
  /// `POST /usageplans`
  func createPlan(_ call: Call) throws(ServiceFault) -> Reply {
    let body = try JSONBody(call.body)
    guard let name = try body.string("name"), !name.isEmpty else {
      throw .badRequest("Usage Plan name cannot be empty")
    }
    let tags = try TagRules.checked(body.map("tags") ?? [:])
    let description = try body.string("description").flatMap { $0.isEmpty ? nil : $0 }
    let throttle = try body.object("throttle").map {
      (inner) throws(ServiceFault) in try PlanRules.throttle(inner)
    }
    let quota = try Self.quota(body.object("quota"))
    var stages: [PlanStage] = []
    for stage in try body.objects("apiStages") {
      stages.append(
        PlanStage(
          apiId: try stage.string("apiId") ?? "", stage: try stage.string("stage") ?? "",
          throttle: try PlanRules.methodThrottles(stage.object("throttle"))))
    }
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      for stage in stages where state.apis[stage.apiId]?.stage(stage.stage) == nil {
        throw .noSuchStageOnCreate
      }
      guard state.plans.count < Quotas.plans else {
        throw .limitExceeded("The number of Usage Plans cannot exceed \(Quotas.plans)")
      }
      let serial = draft.nextSerial()
      let plan = UsagePlan(
        id: draft.mint.shortID(serial) { state.plans[$0] == nil }, serial: serial, name: name,
        description: description, stages: stages,
        throttle: throttle.flatMap { $0.isEmpty ? nil : $0 }, quota: quota, tags: tags)
      draft.decide(.putPlan(plan))
      return .thing(status: 201, at: "/usageplans/\(plan.id)") {
        Self.write(plan, to: &$0, tags: plan.tags.isEmpty ? nil : plan.tags)
      }
    }
  }

  /// `GET /usageplans/{id}`
  func getPlan(_ call: Call) throws(ServiceFault) -> Reply {
    let id = call.parameters[0]
    return try store.read { (state) throws(ServiceFault) in
      guard let plan = state.plans[id] else { throw .noSuchPlan }
      return .thing(at: "/usageplans/\(id)") { Self.write(plan, to: &$0, tags: plan.tags) }
    }
  }

  /// `GET /usageplans`; those of one key with `keyId`. Lists carry no tags.
  func getPlans(_ call: Call) throws(ServiceFault) -> Reply {
    let limit = try call.limit()
    let after = try PageToken.serial(call)
    let keyId = call.item("keyId").flatMap { $0.isEmpty ? nil : $0 }
    return try store.read { (state) throws(ServiceFault) in
      let ofKey = keyId.map { Set(state.plans(ofKey: $0)) }
      let page = state.plans.page(olderThan: after, limit: limit) { plan in
        ofKey?.contains(plan.id) ?? true
      }
      return .list(
        page.items, at: "/usageplans", position: PageToken.wrap(page.next)
      ) { Self.write($1, to: &$0, tags: nil) }
    }
  }

  /// `PATCH /usageplans/{id}`
  func updatePlan(_ call: Call) throws(ServiceFault) -> Reply {
    let patches = try Patch.read(call)
    let id = call.parameters[0]
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard let plan = state.plans[id] else { throw .noSuchPlan }
      let apis = Dictionary(uniqueKeysWithValues: state.apis.newestFirst.map { ($0.id, $0) })
      var patching = PlanPatching(plan) { apis[$0]?.stage($1) != nil }
      try patching.apply(patches)
      let changed = patching.plan
      let added = Set(changed.stages.map(\.reference)).subtracting(plan.stages.map(\.reference))
      if !added.isEmpty {
        for member in state.members(of: id).newestFirst {
          try Self.checkStages(
            added, ofPlan: id, key: member.key, others: state.plans(ofKey: member.key), in: state)
        }
      }
      if changed != plan { draft.decide(.putPlan(changed)) }
      return .thing(at: "/usageplans/\(id)") { Self.write(changed, to: &$0, tags: changed.tags) }
    }
  }

  /// `DELETE /usageplans/{id}`; refused while the plan has stages, never because of its keys.
  func deletePlan(_ call: Call) throws(ServiceFault) -> Reply {
    let id = call.parameters[0]
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard let plan = state.plans[id] else { throw .noSuchPlan }
      if let stage = plan.stages.first {
        throw .planHasStages(plan: id, stage: stage.reference)
      }
      for member in state.members(of: id).newestFirst {
        draft.decide(.removeMembership(plan: id, key: member.key))
      }
      for key in state.meteredKeys(of: id).sorted() {
        draft.decide(.removeMeter(plan: id, key: key))
      }
      draft.decide(.removePlan(id))
      return .nothing(status: 202)
    }
  }

  /// Checks that a key is in no other plan with one of the stages.
  static func checkStages(
    _ stages: Set<String>, ofPlan plan: String, key: String, others: [String],
    in state: borrowing AccountState
  ) throws(ServiceFault) {
    for other in others where other != plan {
      let shared = state.plans[other]?.stages.contains { stages.contains($0.reference) }
      if shared == true { throw .sharedStage(plan: plan, key: key) }
    }
  }

  private static func quota(_ body: JSONBody?) throws(ServiceFault) -> Quota? {
    guard let body else { return nil }
    let limit = try body.int("limit")
    let period = try body.string("period")
    let offset = try body.int("offset")
    if limit == nil, period == nil, offset == nil { return nil }
    let quota = Quota(
      limit: try PlanRules.quotaLimit(limit.map { String($0) }), offset: offset ?? 0,
      period: try PlanRules.period(period))
    try PlanRules.check(quota)
    return quota
  }

  private static func write(
    _ plan: UsagePlan, to fields: inout JSONWriter, tags: [String: String]?
  ) {
    fields.field("id", plan.id)
    fields.field("name", plan.name)
    fields.field("description", ifPresent: plan.description)
    fields.name("apiStages")
    fields.array { list in
      for stage in plan.stages { list.object { write(stage, to: &$0) } }
    }
    if let throttle = plan.throttle {
      fields.name("throttle")
      fields.object { write(throttle, to: &$0) }
    }
    if let quota = plan.quota {
      fields.name("quota")
      fields.object { inner in
        inner.field("limit", quota.limit)
        inner.field("offset", quota.offset)
        inner.field("period", quota.period.rawValue)
      }
    }
    fields.field("productCode", ifPresent: plan.productCode)
    if let tags { fields.field("tags", tags) }
  }

  private static func write(_ stage: PlanStage, to fields: inout JSONWriter) {
    fields.field("apiId", stage.apiId)
    fields.field("stage", stage.stage)
    guard !stage.throttle.isEmpty else { return }
    fields.name("throttle")
    fields.object { methods in
      for (method, throttle) in stage.throttle.sorted(by: { $0.key < $1.key }) {
        methods.name(method)
        methods.object { write(throttle, to: &$0) }
      }
    }
  }

  private static func write(_ throttle: Throttle, to fields: inout JSONWriter) {
    if let burst = throttle.burstLimit { fields.field("burstLimit", burst) }
    if let rate = throttle.rateLimit { fields.field("rateLimit", rate) }
  }
}

extension Throttle {
  /// True when it limits nothing.
  var isEmpty: Bool { rateLimit == nil && burstLimit == nil }
}
