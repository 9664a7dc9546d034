import GatewayKit

extension Change {
  /// What it does, as a verb phrase: `disable acme-mobile`.
  var phrase: String {
    switch self {
    case .createKey(let draft): "make key \(draft.name)"
    case .updateKey(let key, _): "edit \(key.label)"
    case .setEnabled(let key, let on): "\(on ? "enable" : "disable") \(key.label)"
    case .deleteKey(let key): "delete \(key.label)"
    case .tagKey(let key, _): "tag \(key.label)"
    case .untagKey(let key, _): "untag \(key.label)"
    case .createPlan(let draft): "make plan \(draft.name)"
    case .updatePlan(let plan, _): "edit plan \(plan.label)"
    case .deletePlan(let plan): "delete plan \(plan.label)"
    case .suspendPlan(let plan): "suspend plan \(plan.label)"
    case .resumePlan(let plan): "resume plan \(plan.label)"
    case .attach(let key, let plan): "attach \(key.label) to \(plan.label)"
    case .detach(let key, let plan): "detach \(key.label) from \(plan.label)"
    case .grant(let key, let plan, _): "grant quota to \(key.label) in \(plan.label)"
    }
  }

  /// The name of the thing it changes.
  var subject: String {
    switch self {
    case .createKey(let draft): draft.name
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key),
      .tagKey(let key, _), .untagKey(let key, _), .attach(let key, _), .detach(let key, _),
      .grant(let key, _, _):
      key.label
    case .createPlan(let draft): draft.name
    case .updatePlan(let plan, _), .deletePlan(let plan), .suspendPlan(let plan),
      .resumePlan(let plan):
      plan.label
    }
  }

  /// The key it changes; nil for plans and for keys to be made.
  var keyID: KeyID? {
    switch self {
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key),
      .tagKey(let key, _), .untagKey(let key, _), .attach(let key, _), .detach(let key, _),
      .grant(let key, _, _):
      key.id
    case .createKey, .createPlan, .updatePlan, .deletePlan, .suspendPlan, .resumePlan: nil
    }
  }

  /// Each thing that will be different: what, before, after.
  var differences: [Difference] {
    switch self {
    case .createKey(let draft): Difference.of(draft)
    case .updateKey(let key, let edit):
      [
        edit.name.map { Difference("name", key.name, $0) },
        edit.description.map { Difference("description", key.description ?? "", $0) },
        edit.customerId.map { Difference("customer id", key.customerId ?? "", $0) },
      ].compactMap(\.self)
    case .setEnabled(let key, let on):
      [Difference("state", key.isEnabled ? "enabled" : "disabled", on ? "enabled" : "disabled")]
    case .deleteKey: [Difference("key", "exists", "gone, with its value and its usage history")]
    case .tagKey(let key, let tags):
      tags.sorted { $0.key < $1.key }.map {
        Difference("tag \($0.key)", key.tags[$0.key] ?? "", $0.value)
      }
    case .untagKey(let key, let names):
      names.sorted().map { Difference("tag \($0)", key.tags[$0] ?? "", "") }
    case .createPlan(let draft): Difference.of(draft)
    case .updatePlan(let plan, let edit): Difference.of(plan, edit)
    case .deletePlan(let plan):
      [Difference("plan", plan.keyCount.map { "\($0) keys in it" } ?? "exists", "gone")]
        + plan.apiStages.map { Difference("stage", $0.label, "closed to its keys") }
    case .suspendPlan(let plan):
      plan.apiStages.map { Difference("stage", $0.label, "closed to its keys") }
    case .resumePlan(let plan):
      [Difference("plan \(plan.label)", "suspended", "its stages as before")]
    case .attach(_, let plan): [Difference("plan \(plan.label)", "not a member", "member")]
    case .detach(_, let plan):
      [Difference("plan \(plan.label)", "member", "not a member: its stages answer 403")]
    case .grant(_, _, let grant):
      switch grant.amount {
      case .remaining(let count): [Difference("left", "as it is", Figures.number(count))]
      case .add(let count): [Difference("left", "as it is", "\(Figures.number(count)) more")]
      }
    }
  }
}

/// One thing that a change makes different.
struct Difference: Equatable, Sendable {
  var what: String
  var before: String
  var after: String

  init(_ what: String, _ before: String, _ after: String) {
    self.what = what
    self.before = before.isEmpty ? "–" : before
    self.after = after.isEmpty ? "–" : after
  }

  static func of(_ draft: KeyDraft) -> [Difference] {
    var lines = [Difference("name", "", draft.name)]
    if let text = draft.description { lines.append(Difference("description", "", text)) }
    if let text = draft.customerId { lines.append(Difference("customer id", "", text)) }
    lines.append(Difference("state", "", draft.isEnabled ? "enabled" : "disabled"))
    lines += draft.plans.map { Difference("plan", "", $0.label) }
    lines += draft.tags.sorted { $0.key < $1.key }.map {
      Difference("tag \($0.key)", "", $0.value)
    }
    return lines
  }

  static func of(_ draft: PlanDraft) -> [Difference] {
    var lines = [Difference("name", "", draft.name)]
    if let text = draft.description { lines.append(Difference("description", "", text)) }
    lines.append(Difference("rate", "", Figures.throttle(draft.throttle)))
    lines.append(Difference("quota", "", Figures.quota(draft.quota)))
    lines += draft.stages.map { Difference("stage", "", $0.label) }
    lines += draft.tags.sorted { $0.key < $1.key }.map {
      Difference("tag \($0.key)", "", $0.value)
    }
    return lines
  }

  static func of(_ plan: UsagePlan, _ edit: PlanEdit) -> [Difference] {
    var lines: [Difference] = []
    if let name = edit.name { lines.append(Difference("name", plan.name, name)) }
    if let text = edit.description {
      lines.append(Difference("description", plan.description ?? "", text))
    }
    switch edit.throttle {
    case .keep: break
    case .remove: lines.append(Difference("rate", Figures.throttle(plan.throttle), "unlimited"))
    case .set(let new):
      lines.append(Difference("rate", Figures.throttle(plan.throttle), Figures.throttle(new)))
    }
    switch edit.quota {
    case .keep: break
    case .remove: lines.append(Difference("quota", Figures.quota(plan.quota), "no quota"))
    case .set(let new):
      lines.append(Difference("quota", Figures.quota(plan.quota), Figures.quota(new)))
    }
    for stage in edit.addStages { lines.append(Difference("stage", "", stage.wire)) }
    for stage in edit.removeStages {
      let label = plan.apiStages.first { $0.reference == stage }?.label ?? stage.wire
      lines.append(Difference("stage", label, "closed to its keys"))
    }
    return lines
  }
}

extension [Change] {
  /// True for both halves of an edit of one key's tags, which is one thing to a person.
  var isTagEditOfOneKey: Bool {
    guard let id = first?.keyID else { return false }
    return allSatisfy { change in
      switch change {
      case .tagKey(let key, _), .untagKey(let key, _): key.id == id
      default: false
      }
    }
  }
}

extension Change {
  /// The same change of a plan as it is known now; nil for what changes no whole plan, or another.
  func renewed(with plan: UsagePlan) -> Change? {
    switch self {
    case .deletePlan(let old) where old.id == plan.id: .deletePlan(plan)
    case .suspendPlan(let old) where old.id == plan.id: .suspendPlan(plan)
    case .resumePlan(let old) where old.id == plan.id: .resumePlan(plan)
    default: nil
    }
  }
}
