import GatewayKit

extension FormDialog {
  static func newKey(plans: [UsagePlan], chosen: UsagePlan?) -> FormDialog {
    FormDialog(
      kind: .newKey, title: "New key",
      facts: ["The service makes the value; v shows it once the key exists."],
      fields: [
        FormField(.name, hint: "up to 1,024 characters"),
        FormField(.description, hint: "optional"),
        FormField(.customerId, hint: "optional"),
        FormField(
          .plans, chosen?.label ?? "", hint: "names, parted by commas; tab completes",
          words: plans.map(\.label), takesSeveral: true),
        FormField(.tags, hint: "key=value, parted by commas", takesSeveral: true),
        FormField(.enabled, "yes", hint: "yes or no", words: ["yes", "no"]),
      ])
  }

  static func edit(_ key: APIKey) -> FormDialog {
    FormDialog(
      kind: .editKey(key), title: "Edit key \(key.label)",
      facts: ["Only what differs is sent."],
      fields: [
        FormField(.name, key.name, hint: "up to 1,024 characters"),
        FormField(.description, key.description ?? "", hint: "empty removes it"),
        FormField(.customerId, key.customerId ?? "", hint: "empty removes it"),
      ])
  }

  static func newPlan(apis: [RestAPI]?) -> FormDialog {
    FormDialog(
      kind: .newPlan, title: "New usage plan",
      facts: ["Rate, burst and quota hold per key, and are best effort."],
      fields: [FormField(.name, hint: "up to 1,024 characters")] + limits(nil, apis: apis) + [
        FormField(.tags, hint: "key=value, parted by commas", takesSeveral: true)
      ])
  }

  static func edit(_ plan: UsagePlan, apis: [RestAPI]?) -> FormDialog {
    FormDialog(
      kind: .editPlan(plan), title: "Edit plan \(plan.label)",
      facts: ["Only what differs is sent, in one request; AWS takes one per 20 seconds."],
      fields: [FormField(.name, plan.name, hint: "up to 1,024 characters")]
        + limits(plan, apis: apis))
  }

  private static func limits(_ plan: UsagePlan?, apis: [RestAPI]?) -> [FormField] {
    let rate = plan?.throttle?.rateLimit.map { Figures.plain($0) } ?? ""
    let burst = plan?.throttle?.burstLimit.map(String.init) ?? ""
    let stages = plan.map { $0.apiStages.map(stageText).joined(separator: ", ") } ?? ""
    return [
      FormField(.description, plan?.description ?? "", hint: "optional"),
      FormField(.rate, rate, hint: "requests per second, per key; with burst"),
      FormField(.burst, burst, hint: "requests at once, per key; with rate"),
      FormField(
        .quota, plan?.quota.map { String($0.limit) } ?? "",
        hint: "requests per period, per key; with period"),
      FormField(
        .period, plan?.quota?.period.rawValue ?? "", hint: "DAY, WEEK or MONTH",
        words: QuotaPeriod.allCases.map(\.rawValue)),
      FormField(
        .stages, stages, hint: "API:STAGE, parted by commas; tab completes",
        words: stageWords(apis), takesSeveral: true),
    ]
  }

  /// The words that complete a stage: by name where only one API has it, else by id.
  static func stageWords(_ apis: [RestAPI]?) -> [String] {
    (apis ?? []).flatMap { api in
      api.stages.map { "\(reference(api, among: apis ?? [])):\($0)" }
    }
  }

  private static func reference(_ api: RestAPI, among apis: [RestAPI]) -> String {
    apis.count { $0.name == api.name } == 1 ? api.name : api.id
  }

  private static func stageText(_ stage: PlanStage) -> String {
    "\(stage.apiName ?? stage.reference.apiId):\(stage.reference.stage)"
  }

  static func grant(_ key: APIKey, _ plan: UsagePlan, _ usage: KeyUsage?) -> FormDialog {
    var facts: [String] = []
    if let quota = plan.quota {
      var parts = ["Limit \(Figures.quota(quota)), per key"]
      if let usage {
        parts.append("used \(Figures.number(usage.used))")
        if let left = usage.remaining { parts.append("left \(Figures.number(left))") }
      }
      facts.append(parts.joined(separator: " · "))
    }
    facts.append("Holds for the current period only. Fill in one of the two.")
    return FormDialog(
      kind: .grant(key, plan, usage), title: "Grant quota to \(key.label) in \(plan.label)",
      facts: facts,
      fields: [
        FormField(.add, hint: "requests to add to what is left"),
        FormField(.remaining, hint: "requests that shall be left"),
        FormField(.reason, hint: "optional; goes into the journal"),
      ])
  }

  static func tags(_ keys: [APIKey]) -> FormDialog {
    let shared = keys.first?.tags.filter { tag in
      keys.allSatisfy { $0.tags[tag.key] == tag.value }
    }
    let text = (shared ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let what = keys.count == 1 ? keys[0].label : Figures.count(keys.count, "key")
    return FormDialog(
      kind: .tags(keys), title: "Tags of \(what)",
      facts: keys.count == 1
        ? ["Taking a tag out of the list removes it."]
        : ["Shown are the tags that all have. Taking one out removes it from all."],
      fields: [
        FormField(
          .tags, text.joined(separator: ", "), hint: "key=value, parted by commas",
          takesSeveral: true)
      ])
  }
}
