import GatewayKit

/// The `tollgate` command line that does what a dialog does, so that people learn it from here.
enum CommandLineText {
  /// The line; nil for what no single command does.
  static func tollgate(_ changes: [Change]) -> String? {
    guard let first = changes.first else { return nil }
    if changes.count > 1 { return several(changes) }
    switch first {
    case .createKey(let draft): return create(draft)
    case .updateKey(let key, let edit):
      return "tollgate keys update \(quote(key.label))"
        + option("--name", edit.name) + option("--description", edit.description)
        + option("--customer-id", edit.customerId)
    case .setEnabled(let key, let on):
      return "tollgate keys \(on ? "enable" : "disable") \(quote(key.label))"
    case .deleteKey(let key): return "tollgate keys delete \(quote(key.label))"
    case .tagKey(let key, let tags):
      return "tollgate keys tag \(quote(key.label))"
        + tags.sorted { $0.key < $1.key }.map { " " + quote("\($0.key)=\($0.value)") }.joined()
    case .untagKey(let key, let names):
      return "tollgate keys untag \(quote(key.label))" + names.map { " " + quote($0) }.joined()
    case .createPlan(let draft):
      return "tollgate plans create --name \(quote(draft.name))"
        + limits(draft.throttle, draft.quota)
        + draft.stages.map { " --stage \(quote(stage($0)))" }.joined()
        + draft.tags.sorted { $0.key < $1.key }.map { " --tag " + quote("\($0.key)=\($0.value)") }
        .joined()
    case .updatePlan(let plan, let edit): return update(plan, edit)
    case .deletePlan(let plan): return "tollgate plans delete \(quote(plan.label))"
    case .suspendPlan(let plan): return "tollgate plans suspend \(quote(plan.label))"
    case .resumePlan(let plan): return "tollgate plans resume \(quote(plan.label))"
    case .attach(let key, let plan):
      return "tollgate plans attach \(quote(key.label)) \(quote(plan.label))"
    case .detach(let key, let plan):
      return "tollgate plans detach \(quote(key.label)) \(quote(plan.label))"
    case .grant(let key, let plan, let grant):
      let amount =
        switch grant.amount {
        case .remaining(let count): "--remaining \(count)"
        case .add(let count): "--add \(count)"
        }
      return "tollgate usage grant \(quote(key.label)) --plan \(quote(plan.label)) \(amount)"
        + option("--reason", grant.reason)
    }
  }

  private static func several(_ changes: [Change]) -> String? {
    var verb: String?
    var keys: [String] = []
    for change in changes {
      let name: String
      switch change {
      case .setEnabled(_, let on): name = on ? "enable" : "disable"
      case .deleteKey: name = "delete"
      default: return nil
      }
      guard verb == nil || verb == name else { return nil }
      verb = name
      keys.append(quote(change.subject))
    }
    return verb.map { "tollgate keys \($0) \(keys.joined(separator: " "))" }
  }

  private static func create(_ draft: KeyDraft) -> String {
    "tollgate keys create --name \(quote(draft.name))"
      + draft.plans.map { " --plan \(quote($0.label))" }.joined()
      + option("--description", draft.description) + option("--customer-id", draft.customerId)
      + draft.tags.sorted { $0.key < $1.key }.map { " --tag " + quote("\($0.key)=\($0.value)") }
      .joined() + (draft.isEnabled ? "" : " --disabled")
  }

  private static func update(_ plan: UsagePlan, _ edit: PlanEdit) -> String {
    var line = "tollgate plans update \(quote(plan.label))" + option("--name", edit.name)
    switch edit.throttle {
    case .keep: break
    case .remove: line += " --no-throttle"
    case .set(let throttle): line += limits(throttle, nil)
    }
    switch edit.quota {
    case .keep: break
    case .remove: line += " --no-quota"
    case .set(let quota): line += limits(nil, quota)
    }
    line += edit.addStages.map { " --add-stage \(quote($0.wire))" }.joined()
    line += edit.removeStages.map { " --remove-stage \(quote($0.wire))" }.joined()
    return line
  }

  private static func limits(_ throttle: Throttle?, _ quota: Quota?) -> String {
    option("--rate", throttle?.rateLimit.map(Figures.plain))
      + option("--burst", throttle?.burstLimit.map(String.init))
      + (quota.map { " --quota \($0.limit) --period \($0.period.rawValue)" } ?? "")
  }

  private static func stage(_ stage: PlanStage) -> String {
    "\(stage.apiName ?? stage.reference.apiId):\(stage.reference.stage)"
  }

  private static func option(_ name: String, _ value: String?) -> String {
    value.map { " \(name) \(quote($0))" } ?? ""
  }

  /// A word as a shell takes it.
  static func quote(_ text: String) -> String {
    let plain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@%+,".contains($0))
    }
    guard !plain || text.isEmpty else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
