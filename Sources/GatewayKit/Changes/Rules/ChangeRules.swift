import SigV4

/// What can be known to be wrong before anything is sent.
enum ChangeRules {
  /// Refuses a change that API Gateway would refuse, or that it would take for something else.
  static func check(_ change: Change) throws(GatewayError) {
    switch change {
    case .createKey(let draft): try check(draft)
    case .updateKey(_, let edit): try check(edit)
    case .tagKey(_, let tags): try checkTags(tags)
    case .untagKey(_, let names):
      guard !names.isEmpty else { throw bad("There is no tag to remove.", "Name one.") }
    case .createPlan(let draft): try check(draft)
    case .grant(_, let plan, let grant): try check(grant, of: plan)
    case .setEnabled, .deleteKey, .updatePlan, .deletePlan, .suspendPlan, .resumePlan, .attach,
      .detach:
      break
    }
  }

  /// An error of the words that were given: exit 64.
  static func bad(_ message: String, _ advice: String) -> GatewayError {
    GatewayError(kind: .usage, code: "BadValue", message: message, advice: advice)
  }

  private static func check(_ draft: KeyDraft) throws(GatewayError) {
    try checkName(draft.name)
    try checkDescription(draft.description)
    try checkTags(draft.tags, mayBeEmpty: true)
    if let value = draft.value, !(20...128).contains(value.byteCount) {
      throw bad(
        "The value has \(value.byteCount) characters; 20 to 128 are allowed.",
        "Give a longer one, or leave it out and let API Gateway make one.")
    }
  }

  private static func check(_ edit: KeyEdit) throws(GatewayError) {
    guard edit != KeyEdit() else {
      throw bad("There is nothing to change.", "Give a name, a description or a customer id.")
    }
    try checkName(edit.name ?? "")
    try checkDescription(edit.description)
  }

  private static func check(_ draft: PlanDraft) throws(GatewayError) {
    guard !draft.name.isEmpty else { throw bad("A plan needs a name.", "Give one with --name.") }
    try checkName(draft.name)
    try checkDescription(draft.description)
    if let throttle = draft.throttle { try PlanRules.check(throttle, of: "The plan") }
    if let quota = draft.quota { try PlanRules.check(quota) }
    try checkTags(draft.tags, mayBeEmpty: true)
    var seen: Set<StageReference> = []
    for stage in draft.stages {
      guard seen.insert(stage.reference).inserted else {
        throw bad("The stage \(stage.label) is named twice.", "Name each stage once.")
      }
      try PlanRules.checkMethods(stage.throttle, of: stage.label)
    }
  }

  private static func check(_ grant: Grant, of plan: UsagePlan) throws(GatewayError) {
    guard plan.quota != nil else {
      throw bad(
        "The plan \(plan.label) has no quota, so there is nothing to grant.",
        "Give the plan a quota first.")
    }
    switch grant.amount {
    case .remaining(let count) where count < 0:
      throw bad("What remains cannot be \(count).", "Give 0 or more.")
    case .add(0):
      throw bad("Adding 0 changes nothing.", "Give another number.")
    default: break
    }
  }

  private static func checkName(_ name: String) throws(GatewayError) {
    guard name.count <= 1024 else {
      throw bad("The name has \(name.count) characters; 1,024 are allowed.", "Give a shorter one.")
    }
  }

  private static func checkDescription(_ text: String?) throws(GatewayError) {
    guard let text, text.count > 125_000 else { return }
    throw bad(
      "The description has \(text.count) characters; 125,000 are allowed.", "Give a shorter one.")
  }

  private static func checkTags(
    _ tags: [String: String], mayBeEmpty: Bool = false
  ) throws(GatewayError) {
    guard mayBeEmpty || !tags.isEmpty else { throw bad("There is no tag to set.", "Name one.") }
    guard tags.count <= 50 else {
      throw bad("These are \(tags.count) tags; 50 are allowed.", "Leave some out.")
    }
    for (name, value) in tags.sorted(by: { $0.key < $1.key }) {
      guard !name.isEmpty, name.count <= 128 else {
        throw bad(
          "A tag's name has \(name.count) characters; 1 to 128 are allowed.", "Give another name.")
      }
      guard !name.lowercased().hasPrefix("aws:") else {
        throw bad("The tag \(name) begins with aws:, which is AWS's own.", "Give another name.")
      }
      guard value.count <= 256 else {
        throw bad(
          "The tag \(name) has a value of \(value.count) characters; 256 are allowed.",
          "Give a shorter one.")
      }
    }
  }
}
