extension Snapshot.PlanState {
  /// What differs in another state, among the things that were changed since an earlier one; nil
  /// when nothing does. The rest may be as it likes: undoing does not touch it.
  func difference(
    to now: Snapshot.PlanState, touchedSince before: Snapshot.PlanState
  ) -> String? {
    if name != before.name, now.name != name { return "another name" }
    if description ?? "" != before.description ?? "", now.description ?? "" != description ?? "" {
      return "another description"
    }
    if throttle != before.throttle, now.throttle != throttle { return "other limits" }
    if quota != before.quota, now.quota != quota { return "another quota" }
    for stage in Set(stages.keys).union(before.stages.keys).sorted()
    where stages[stage] != before.stages[stage] && now.stages[stage] != stages[stage] {
      return now.stages[stage] == nil
        ? "no stage \(stage)"
        : stages[stage] == nil ? "the stage \(stage)" : "other limits on methods of \(stage)"
    }
    return nil
  }

  /// The plan that this state describes, with everything else as another one has it.
  func plan(like other: UsagePlan) -> UsagePlan {
    var plan = other
    plan.name = name
    plan.description = description
    plan.throttle = throttle?.throttle
    plan.quota = quota?.quota
    plan.apiStages = stages.sorted { $0.key < $1.key }.compactMap { wire, throttles in
      guard let colon = wire.lastIndex(of: ":") else { return nil }
      let reference = StageReference(
        apiId: String(wire[..<colon]), stage: String(wire[wire.index(after: colon)...]))
      let name = other.apiStages.first { $0.reference == reference }?.apiName
      return PlanStage(
        reference: reference, apiName: name, throttle: throttles.mapValues(\.throttle))
    }
    return plan
  }
}
