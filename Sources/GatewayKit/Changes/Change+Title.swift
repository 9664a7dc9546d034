extension Change {
  /// What is to be done, for people: `disable key acme-mobile`.
  package var title: String {
    switch self {
    case .createKey(let draft): "create key \(draft.name)"
    case .updateKey(let key, _): "edit key \(key.label)"
    case .setEnabled(let key, let isOn): "\(isOn ? "enable" : "disable") key \(key.label)"
    case .deleteKey(let key): "delete key \(key.label)"
    case .tagKey(let key, _): "tag key \(key.label)"
    case .untagKey(let key, _): "untag key \(key.label)"
    case .createPlan(let draft): "create plan \(draft.name)"
    case .updatePlan(let plan, _): "change plan \(plan.label)"
    case .deletePlan(let plan): "delete plan \(plan.label)"
    case .suspendPlan(let plan): "suspend plan \(plan.label)"
    case .resumePlan(let plan): "resume plan \(plan.label)"
    case .attach(let key, let plan): "put key \(key.label) into plan \(plan.label)"
    case .detach(let key, let plan): "take key \(key.label) out of plan \(plan.label)"
    case .grant(let key, let plan, let grant):
      switch grant.amount {
      case .remaining(let count): "set what \(key.label) has left in \(plan.label) to \(count)"
      case .add(let count): "add \(count) to what \(key.label) has left in \(plan.label)"
      }
    }
  }
}
