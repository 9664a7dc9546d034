/// A plan as JSON.
///
/// `{"id","name","description"?,"throttle"?,"quota"?,"apiStages":[{"apiId","apiName","stage",
/// "throttle"?}],"tags","keyCount"?,"context"}`; an API's name that is not known is `null`.
package struct PlanJSON: Encodable, Sendable {
  private let plan: UsagePlan

  /// The JSON of a plan.
  package init(_ plan: UsagePlan) { self.plan = plan }

  private enum Field: String, CodingKey {
    case id, name, description, throttle, quota, apiStages, tags, keyCount, context
  }

  /// Writes the object.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(plan.id.wire, forKey: .id)
    try fields.encode(plan.name, forKey: .name)
    try fields.encodeIfPresent(plan.description, forKey: .description)
    try fields.encodeIfPresent(plan.throttle.map(ThrottleJSON.init), forKey: .throttle)
    try fields.encodeIfPresent(plan.quota.map(QuotaJSON.init), forKey: .quota)
    try fields.encode(plan.apiStages.map(StageJSON.init), forKey: .apiStages)
    try fields.encode(plan.tags, forKey: .tags)
    try fields.encodeIfPresent(plan.keyCount, forKey: .keyCount)
    try fields.encode(ContextJSON(plan.context), forKey: .context)
  }
}

extension PlanJSON {
  /// An API stage of a plan as JSON.
  struct StageJSON: Encodable {
    private let stage: PlanStage

    init(_ stage: PlanStage) { self.stage = stage }

    private enum Field: String, CodingKey {
      case apiId, apiName, stage, throttle
    }

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Field.self)
      try fields.encode(stage.reference.apiId, forKey: .apiId)
      try fields.encode(stage.apiName, forKey: .apiName)
      try fields.encode(stage.reference.stage, forKey: .stage)
      if !stage.throttle.isEmpty {
        try fields.encode(stage.throttle.mapValues(ThrottleJSON.init), forKey: .throttle)
      }
    }
  }
}
