import Foundation

/// Answers calls of deployed APIs as API Gateway does for its customers' customers.
///
/// Keys, plans and APIs are seen as they were some seconds ago; counters are those of now, so that
/// what GetUsage shows and what is refused agree at every moment.
struct DataPlane: Sendable {
  private let store: AccountStore
  private let log: AccessLog
  private let throttles = Throttles()

  /// Serves an account.
  init(store: AccountStore, log: AccessLog) {
    self.store = store
    self.log = log
  }

  /// Answers a call, counts it when it is served with a key, and logs it where the stage logs.
  func serve(_ call: Invocation, requestID: String, at now: Date) -> Outcome {
    let seconds = now.timeIntervalSince1970
    let (outcome, group) = store.serve(at: seconds) { seen, state in
      let outcome = decide(call, seen: seen, state: state, now: now, takes: true)
      let group = seen.apis[call.api]?.stage(call.stage).flatMap(LogGroup.name)
      guard outcome.fault == nil, let plan = outcome.plan, let key = outcome.key else {
        return ((outcome, group), nil)
      }
      return ((outcome, group), Self.counted(plan: plan, key: key, in: state, at: seconds))
    }
    if let group {
      log.append(outcome.record(of: call, requestID: requestID, at: seconds), to: group)
    }
    return outcome
  }

  /// What a call would be answered at a time that may lie ahead; nothing is counted or taken.
  func look(_ call: Invocation, at time: Date) -> Outcome {
    store.look(at: time.timeIntervalSince1970) { seen, state in
      decide(call, seen: seen, state: state, now: time, takes: false)
    }
  }

  private func decide(
    _ call: Invocation, seen: borrowing AccountState, state: borrowing AccountState, now: Date,
    takes: Bool
  ) -> Outcome {
    guard let api = seen.apis[call.api], api.stage(call.stage) != nil,
      let (resource, method) = api.route(call.method, call.path)
    else { return Outcome(fault: .noSuchRoute) }
    var outcome = Outcome(resource: resource.path)
    if method.authorizationType == "AWS_IAM", !call.isSigned {
      outcome.fault = .noSuchRoute
      return outcome
    }
    guard method.apiKeyRequired else { return outcome }
    guard let key = call.value.flatMap({ seen.key(ofValue: $0) }) else {
      outcome.fault = .forbidden
      return outcome
    }
    outcome.key = key.id
    guard key.enabled, let (plan, stage) = Self.door(of: key.id, to: call, in: seen) else {
      outcome.fault = .forbidden
      return outcome
    }
    outcome.plan = plan.id
    if Self.isUsedUp(plan: plan, key: key.id, in: state, at: now.timeIntervalSince1970) {
      outcome.fault = .quotaUsedUp
    } else if !admits(plan, stage, key: key.id, "\(resource.path)/\(method.verb)", now, takes) {
      outcome.fault = .tooFast
    }
    return outcome
  }

  /// The plan by which a key may use a stage; a key is in one such plan at most.
  private static func door(
    of key: String, to call: Invocation, in seen: borrowing AccountState
  ) -> (plan: UsagePlan, stage: PlanStage)? {
    for id in seen.plans(ofKey: key) {
      guard let plan = seen.plans[id] else { continue }
      if let stage = plan.stages.first(where: { $0.apiId == call.api && $0.stage == call.stage }) {
        return (plan, stage)
      }
    }
    return nil
  }

  private static func isUsedUp(
    plan: UsagePlan, key: String, in state: borrowing AccountState, at now: Double
  ) -> Bool {
    // A key whose counter is gone was deleted moments ago; nothing can be used up any more.
    guard let quota = plan.quota, let meter = state.meter(plan: plan.id, key: key) else {
      return false
    }
    let today = CivilDay.number(at: now)
    var ledger = state.ledger(of: meter, quota: quota, now: now)
    return ledger.days(from: today, to: today).last?.remaining == 0
  }

  /// A method's own limit takes the place of the plan's.
  private func admits(
    _ plan: UsagePlan, _ stage: PlanStage, key: String, _ method: String, _ now: Date,
    _ takes: Bool
  ) -> Bool {
    if let own = stage.throttle[method] {
      return throttles.admit(
        Throttles.Name(plan: plan.id, key: key, method: stage.reference + method),
        Throttle(
          rateLimit: own.rateLimit ?? plan.throttle?.rateLimit,
          burstLimit: own.burstLimit ?? plan.throttle?.burstLimit),
        at: now, takes: takes)
    }
    return throttles.admit(
      Throttles.Name(plan: plan.id, key: key), plan.throttle, at: now, takes: takes)
  }

  /// One more call: with those before it of the same day, unless a grant lies between.
  private static func counted(
    plan: String, key: String, in state: borrowing AccountState, at now: Double
  ) -> Served? {
    guard let meter = state.meter(plan: plan, key: key) else { return nil }
    var served = Served(plan: plan, key: key, at: now, grants: meter.grants.count, count: 1)
    if let last = state.calls(plan: plan, key: key).last, last.grants == served.grants,
      CivilDay.number(at: last.at) == CivilDay.number(at: now)
    {
      served.at = last.at
    }
    return served
  }
}
