extension PlanPatch {
  /// The limits after an edit; what the edit leaves out keeps its value.
  static func throttle(
    _ edit: LimitEdit<Throttle>, on plan: UsagePlan
  ) throws(GatewayError) -> Throttle? {
    switch edit {
    case .keep: return plan.throttle
    case .remove: return nil
    case .set(let wanted):
      let merged = Throttle(
        rateLimit: wanted.rateLimit ?? plan.throttle?.rateLimit,
        burstLimit: wanted.burstLimit ?? plan.throttle?.burstLimit)
      try PlanRules.check(merged, of: "The plan \(plan.label)")
      return merged
    }
  }

  static func quota(
    _ edit: LimitEdit<Quota>, on plan: UsagePlan
  ) throws(GatewayError) -> Quota? {
    switch edit {
    case .keep: return plan.quota
    case .remove: return nil
    case .set(let wanted):
      try PlanRules.check(wanted)
      return wanted
    }
  }

  /// The stages after an edit, with their limits per method.
  static func stages(_ edit: PlanEdit, on plan: UsagePlan) throws(GatewayError) -> [PlanStage] {
    var stages = plan.apiStages
    for stage in edit.removeStages {
      guard let index = stages.firstIndex(where: { $0.reference == stage }) else {
        throw GatewayError(
          kind: .refused, code: "NoSuchStage",
          message: "The plan \(plan.label) does not open \(stage.wire); nothing was sent.",
          advice: "Look at its stages: tollgate plans show \(plan.id.wire)")
      }
      stages.remove(at: index)
    }
    for stage in edit.addStages {
      guard !stages.contains(where: { $0.reference == stage }) else {
        throw GatewayError(
          kind: .refused, code: "StageThere",
          message: "The plan \(plan.label) opens \(stage.wire) already; nothing was sent.",
          advice: "Leave it out.")
      }
      stages.append(PlanStage(reference: stage))
    }
    for (stage, throttles) in edit.methodThrottles {
      guard let index = stages.firstIndex(where: { $0.reference == stage }) else {
        throw GatewayError(
          kind: .refused, code: "NoSuchStage",
          message: "The plan \(plan.label) does not open \(stage.wire), so its methods cannot be "
            + "limited; nothing was sent.", advice: "Open the stage too: --add-stage \(stage.wire)")
      }
      stages[index].throttle.merge(throttles) { _, new in new }
      try PlanRules.checkMethods(stages[index].throttle, of: stages[index].label)
    }
    return stages
  }
}
