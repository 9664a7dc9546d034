// Contexts know nothing of each other: inside one, every id is at the first home. These put ids to the
// home of the context that they came from, and take them back before they are sent there.

extension KeyID {
  func at(_ home: Home) -> KeyID { KeyID(wire, home: home) }
}

extension PlanID {
  func at(_ home: Home) -> PlanID { PlanID(wire, home: home) }
}

extension PlanReference {
  func at(_ home: Home) -> PlanReference { PlanReference(id: id.at(home), name: name) }
}

extension APIKey {
  func at(_ home: Home) -> APIKey {
    var copy = self
    copy.id = id.at(home)
    copy.plans = plans?.map { $0.at(home) }
    return copy
  }
}

extension UsagePlan {
  func at(_ home: Home) -> UsagePlan {
    var copy = self
    copy.id = id.at(home)
    return copy
  }
}

extension RestAPI {
  func at(_ home: Home) -> RestAPI {
    var copy = self
    copy.home = home
    return copy
  }
}

extension KeyUsage {
  func at(_ home: Home) -> KeyUsage {
    var copy = self
    copy.plan = plan.at(home)
    copy.keyId = keyId.at(home)
    return copy
  }
}

extension UsageRequest {
  func at(_ home: Home) -> UsageRequest {
    UsageRequest(plan: plan.at(home), key: key?.at(home), from: from, to: to)
  }
}

extension Rotation {
  func at(_ home: Home) -> Rotation {
    var copy = self
    copy.home = home
    copy.plans = plans.map { $0.at(home) }
    return copy
  }
}

extension RotateRequest {
  func at(_ home: Home) -> RotateRequest {
    var copy = self
    copy.key = key.at(home)
    copy.target = target?.at(home)
    return copy
  }
}

extension LeakMatch {
  func at(_ home: Home) -> LeakMatch {
    var copy = self
    copy.key = key.at(home)
    return copy
  }
}

extension ChangeOutcome {
  func at(_ home: Home) -> ChangeOutcome {
    var copy = self
    copy.subject =
      switch subject {
      case .key(let key): .key(key.at(home))
      case .plan(let plan): .plan(plan.at(home))
      case .membership(let key, let plan, let attached):
        .membership(key: key.at(home), plan: plan.at(home), attached: attached)
      case .usage(let usage): .usage(usage.at(home))
      case .keyDeleted(let key): .keyDeleted(key.at(home))
      case .planDeleted(let plan): .planDeleted(plan.at(home))
      }
    return copy
  }
}

extension Change {
  /// Where it happens.
  package var home: Home {
    switch self {
    case .createKey(let draft): draft.home
    case .createPlan(let draft): draft.home
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _), .attach(let key, _), .detach(let key, _), .grant(let key, _, _):
      key.id.home
    case .updatePlan(let plan, _), .deletePlan(let plan), .suspendPlan(let plan),
      .resumePlan(let plan):
      plan.id.home
    }
  }

  func at(_ home: Home) -> Change {
    switch self {
    case .createKey(var draft):
      draft.home = home
      draft.plans = draft.plans.map { $0.at(home) }
      return .createKey(draft)
    case .createPlan(var draft):
      draft.home = home
      return .createPlan(draft)
    case .updateKey(let key, let edit): return .updateKey(key.at(home), edit)
    case .setEnabled(let key, let on): return .setEnabled(key.at(home), on)
    case .deleteKey(let key): return .deleteKey(key.at(home))
    case .tagKey(let key, let tags): return .tagKey(key.at(home), tags)
    case .untagKey(let key, let tags): return .untagKey(key.at(home), tags)
    case .attach(let key, let plan): return .attach(key.at(home), plan.at(home))
    case .detach(let key, let plan): return .detach(key.at(home), plan.at(home))
    case .grant(let key, let plan, let grant): return .grant(key.at(home), plan.at(home), grant)
    case .updatePlan(let plan, let edit): return .updatePlan(plan.at(home), edit)
    case .deletePlan(let plan): return .deletePlan(plan.at(home))
    case .suspendPlan(let plan): return .suspendPlan(plan.at(home))
    case .resumePlan(let plan): return .resumePlan(plan.at(home))
    }
  }
}
