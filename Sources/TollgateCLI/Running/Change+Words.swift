import GatewayKit

/// Words for changes of several things, as questions and results have them.
extension Change {
  /// What is done: `disable`.
  var verb: String { String(title.prefix { $0 != " " }) }

  /// The subject's name, or its id where it has none.
  var subjectLabel: String { subject.name.isEmpty ? subject.id : subject.name }

  /// What became of it, as one row of several.
  func result(_ error: ErrorReport?) -> ItemResult {
    let done = verb.hasSuffix("e") ? verb + "d" : verb + "ed"
    return ItemResult(id: subject.id, name: subject.name, done: done, error: error)
  }

  private var subject: (id: String, name: String) {
    switch self {
    case .createKey(let draft): ("", draft.name)
    case .createPlan(let draft): ("", draft.name)
    case .updatePlan(let plan, _), .deletePlan(let plan), .suspendPlan(let plan),
      .resumePlan(let plan):
      (plan.id.wire, plan.name)
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _), .attach(let key, _), .detach(let key, _), .grant(let key, _, _):
      (key.id.shown, key.name)
    }
  }
}
