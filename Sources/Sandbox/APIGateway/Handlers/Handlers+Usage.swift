/// What keys used of their plans.
extension APIGatewayHandlers {
  /// `GET /usageplans/{id}/usage`
  func getUsage(_ call: Call) throws(ServiceFault) -> Reply {
    let plan = call.parameters[0]
    let (first, last) = try Self.range(call)
    let limit = try call.limit()
    let after = try PageToken.unwrapped(call)
    let wanted = call.item("keyId").flatMap { $0.isEmpty ? nil : $0 }
    return try store.read { (state) throws(ServiceFault) in
      guard let usagePlan = state.plans[plan] else { throw .noSuchPlan }
      let members = state.members(of: plan)
      var rows: [(key: String, days: [UsageLedger.Day])] = []
      var position: String?
      for key in state.meteredKeys(of: plan).sorted() {
        if let wanted, key != wanted { continue }
        if let after, key <= after { continue }
        guard let meter = state.meter(plan: plan, key: key) else { continue }
        var ledger = state.ledger(of: meter, quota: usagePlan.quota, now: call.now)
        let days = ledger.days(from: first, to: last)
        guard members[key] != nil || days.contains(where: { $0.used > 0 }) else { continue }
        if rows.count == limit {
          position = rows.last.map { PageToken.wrap(text: $0.key) }
          break
        }
        rows.append((key, days))
      }
      return Self.reply(plan: plan, first: first, last: last, rows: rows, position: position)
    }
  }

  /// `PATCH /usageplans/{id}/keys/{keyId}/usage`; sets what is left of the current period.
  func updateUsage(_ call: Call) throws(ServiceFault) -> Reply {
    let (plan, key) = (call.parameters[0], call.parameters[1])
    let patches = try Patch.read(call)
    var remaining: Int?
    for patch in patches {
      guard patch.verb == .replace, patch.path == "/remaining" else {
        throw .patchPath(
          patch.path, op: patch.verb.rawValue,
          allowed: patch.verb == .replace ? ["/remaining"] : [])
      }
      guard let value = patch.value, let number = Int(value), number >= 0 else {
        throw .badRequest("Usage remaining must be a non-negative numeric")
      }
      remaining = number
    }
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard let usagePlan = state.plans[plan] else { throw .noSuchPlan }
      guard state.members(of: plan)[key] != nil, var meter = state.meter(plan: plan, key: key)
      else { throw .noSuchKey }
      if let remaining {
        guard usagePlan.quota != nil else {
          throw .badRequest("Usage Plan \(plan) does not have a quota")
        }
        meter.grants.append(Meter.Grant(at: call.now, remaining: remaining))
        draft.decide(.putMeter(meter))
      }
      let today = CivilDay.number(at: call.now)
      var ledger = state.ledger(of: meter, quota: usagePlan.quota, now: call.now)
      let days = ledger.days(from: today, to: today)
      return Self.reply(
        plan: plan, first: today, last: today, rows: [(key, days)], position: nil)
    }
  }

  private static func range(_ call: Call) throws(ServiceFault) -> (first: Int, last: Int) {
    guard let start = call.item("startDate"), let first = CivilDay.number(start) else {
      throw .badRequest("Invalid startDate specified, must be in the format YYYY-MM-DD")
    }
    guard let end = call.item("endDate"), let last = CivilDay.number(end) else {
      throw .badRequest("Invalid endDate specified, must be in the format YYYY-MM-DD")
    }
    guard first <= last else { throw .badRequest("The endDate cannot be before the startDate") }
    guard last - first <= 90 else {
      throw .badRequest("The usage date range can't exceed 90 days.")
    }
    return (first, last)
  }

  private static func reply(
    plan: String, first: Int, last: Int, rows: [(key: String, days: [UsageLedger.Day])],
    position: String?
  ) -> Reply {
    var writer = JSONWriter(capacity: 128 + rows.count * ((last - first + 1) * 12 + 16))
    writer.object { top in
      top.field("usagePlanId", plan)
      top.field("startDate", CivilDay.text(first))
      top.field("endDate", CivilDay.text(last))
      top.field("position", ifPresent: position)
      top.name("values")
      top.object { values in
        for row in rows {
          values.name(row.key)
          values.array { list in
            for day in row.days {
              list.array { pair in
                pair.int(day.used)
                pair.int(day.remaining)
              }
            }
          }
        }
      }
    }
    return Reply(status: 200, body: writer.bytes, shape: .thing(path: "/usageplans/\(plan)/usage"))
  }
}
