import GatewayKit

/// What a change left behind, written the way the thing itself is.
struct OutcomeView: Sendable {
  /// The outcome.
  let outcome: ChangeOutcome
  /// A created key's value, when it was asked for.
  var value: String?

  /// Writes it to the output.
  func write(to output: Output) throws {
    try output.sentence(outcome.summary)
    switch outcome.subject {
    case .key(let key):
      let view = KeyView(key, value: value)
      try output.thing(
        view, fields: view.fields,
        columns: KeyView.columns(withPlans: key.plans != nil, withValue: value != nil),
        json: try view.json)
    case .plan(let plan):
      let view = PlanView(plan)
      try output.thing(
        view, fields: view.fields, columns: PlanView.columns(withKeys: plan.keyCount != nil),
        json: try view.json)
    case .usage(let usage):
      let view = UsageView(usage)
      try output.thing(view, fields: view.fields, columns: UsageView.columns, json: try view.json)
    case .membership(let key, let plan, let attached):
      try write(MembershipView(key: key, plan: plan, isAttached: attached), to: output)
    case .keyDeleted(let key):
      let view = KeyView(key)
      try output.thing(
        view, fields: [], columns: KeyView.columns(withPlans: false), json: try view.json)
    case .planDeleted(let plan):
      let view = PlanView(plan)
      try output.thing(
        view, fields: [], columns: PlanView.columns(withKeys: false), json: try view.json)
    }
  }

  private func write(_ view: MembershipView, to output: Output) throws {
    try output.thing(view, fields: [], columns: MembershipView.columns, json: view.json)
  }
}
