import GatewayKit

/// Words for changes, as questions and results have them.
extension Change {
  /// What is done to the subject: `disable`.
  var verb: String {
    switch self {
    case .createKey, .createPlan: "create"
    case .updateKey, .updatePlan: "change"
    case .setEnabled(_, let isEnabled): isEnabled ? "enable" : "disable"
    case .deleteKey, .deletePlan: "delete"
    case .tagKey: "tag"
    case .untagKey: "untag"
    case .attach: "attach"
    case .detach: "detach"
    case .grant: "grant quota to"
    }
  }

  /// The whole as a verb phrase: `disable the key acme-mobile (a1b2c3d4e5)`.
  var phrase: String {
    switch self {
    case .createKey(let draft): "create the key \(draft.name)"
    case .createPlan(let draft): "create the plan \(draft.name)"
    case .updatePlan(let plan, _), .deletePlan(let plan):
      "\(verb) the plan \(plan.label) (\(plan.id.wire))"
    case .attach(let key, let plan): "attach the key \(key.label) to the plan \(plan.label)"
    case .detach(let key, let plan): "detach the key \(key.label) from the plan \(plan.label)"
    case .grant(let key, let plan, let grant):
      switch grant.amount {
      case .remaining(let count):
        "set what remains of \(key.label) in \(plan.label) to \(count.grouped)"
      case .add(let count):
        "add \(count.grouped) to what remains of \(key.label) in \(plan.label)"
      }
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _):
      "\(verb) the key \(key.label) (\(key.id.shown))"
    }
  }

  /// The subject's name, or its id where it has none.
  var subjectLabel: String { subject.name.isEmpty ? subject.id : subject.name }

  /// What became of it, as one row of several.
  func result(_ error: ErrorReport?) -> ItemResult {
    ItemResult(id: subject.id, name: subject.name, done: participle, error: error)
  }

  private var participle: String {
    switch self {
    case .setEnabled, .deleteKey, .deletePlan, .createKey, .createPlan, .updateKey, .updatePlan:
      verb + "d"
    case .tagKey, .untagKey: verb + "ged"
    case .attach, .detach: verb + "ed"
    case .grant: "granted"
    }
  }

  private var subject: (id: String, name: String) {
    switch self {
    case .createKey(let draft): ("", draft.name)
    case .createPlan(let draft): ("", draft.name)
    case .updatePlan(let plan, _), .deletePlan(let plan): (plan.id.wire, plan.name)
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _), .attach(let key, _), .detach(let key, _), .grant(let key, _, _):
      (key.id.shown, key.name)
    }
  }
}
