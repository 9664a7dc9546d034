/// Keys in usage plans.
extension APIGatewayHandlers {
  /// `POST /usageplans/{id}/keys`
  func createPlanKey(_ call: Call) throws(ServiceFault) -> Reply {
    let plan = call.parameters[0]
    let body = try JSONBody(call.body)
    let keyId = try body.string("keyId") ?? ""
    guard try body.string("keyType") == "API_KEY" else {
      throw .badRequest("Usage Plan Key type must be API_KEY")
    }
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard state.plans[plan] != nil else { throw .noSuchPlan }
      guard let key = state.keys[keyId] else { throw .noSuchKey }
      let edits = try Self.attaching(
        keyId, to: plan, others: state.plans(ofKey: keyId), now: call.now, in: state,
        draft: &draft)
      for edit in edits { draft.decide(edit) }
      return .thing(status: 201, at: "/usageplans/\(plan)/keys/\(keyId)") {
        Self.writeMember(key, to: &$0)
      }
    }
  }

  /// `GET /usageplans/{id}/keys/{keyId}`
  func getPlanKey(_ call: Call) throws(ServiceFault) -> Reply {
    let (plan, keyId) = (call.parameters[0], call.parameters[1])
    return try store.read { (state) throws(ServiceFault) in
      guard state.plans[plan] != nil else { throw .noSuchPlan }
      guard state.members(of: plan)[keyId] != nil, let key = state.keys[keyId] else {
        throw .noSuchKey
      }
      return .thing(at: "/usageplans/\(plan)/keys/\(keyId)") { Self.writeMember(key, to: &$0) }
    }
  }

  /// `GET /usageplans/{id}/keys`; an unknown plan has no keys and is no error, as recorded.
  func getPlanKeys(_ call: Call) throws(ServiceFault) -> Reply {
    let plan = call.parameters[0]
    let limit = try call.limit()
    let after = try PageToken.serial(call)
    let prefix = call.item("name").flatMap { $0.isEmpty ? nil : $0 }
    return try store.read { (state) throws(ServiceFault) in
      let page = state.members(of: plan).page(olderThan: after, limit: limit) { member in
        guard let prefix else { return true }
        return state.keys[member.key]?.name?.utf8.starts(with: prefix.utf8) == true
      }
      return .list(
        page.items.compactMap { state.keys[$0.key] }, at: "/usageplans/\(plan)/keys",
        position: PageToken.wrap(page.next)
      ) { Self.writeMember($1, to: &$0) }
    }
  }

  /// `DELETE /usageplans/{id}/keys/{keyId}`
  func deletePlanKey(_ call: Call) throws(ServiceFault) -> Reply {
    let (plan, keyId) = (call.parameters[0], call.parameters[1])
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard state.plans[plan] != nil else { throw .noSuchPlan }
      guard state.members(of: plan)[keyId] != nil else { throw .noSuchKey }
      draft.decide(.removeMembership(plan: plan, key: keyId))
      if var meter = state.meter(plan: plan, key: keyId), let last = meter.spans.indices.last {
        meter.spans[last].to = call.now
        draft.decide(.putMeter(meter))
      }
      return .nothing(status: 202)
    }
  }

  /// Makes the edits that put a key into a plan; `others` are the plans that it is in, those of
  /// the same import among them.
  static func attaching(
    _ key: String, to plan: String, others: [String], now: Double,
    in state: borrowing AccountState, draft: inout AccountStore.Draft
  ) throws(ServiceFault) -> [Edit] {
    guard let usagePlan = state.plans[plan] else { throw .noSuchPlan }
    guard !others.contains(plan) else {
      throw .conflict("API Key \(key) is already associated with Usage Plan \(plan)")
    }
    guard others.count < Quotas.plansPerKey else {
      throw .limitExceeded(
        "The number of Usage Plans per API Key cannot exceed \(Quotas.plansPerKey)")
    }
    try checkStages(
      Set(usagePlan.stages.map(\.reference)), ofPlan: plan, key: key, others: others, in: state)
    // A key that comes back finds its old counter: counters belong to plan and key.
    var meter =
      state.meter(plan: plan, key: key) ?? Meter(plan: plan, key: key, traffic: nil, spans: [])
    meter.spans.append(Meter.Span(from: now, to: nil))
    return [
      .putMembership(Membership(plan: plan, key: key, serial: draft.nextSerial())),
      .putMeter(meter),
    ]
  }

  /// Answers about members always carry the value; there is no switch for it.
  private static func writeMember(_ key: APIKey, to fields: inout JSONWriter) {
    fields.field("id", key.id)
    fields.field("type", "API_KEY")
    fields.field("value", key.value)
    fields.field("name", ifPresent: key.name)
  }
}
