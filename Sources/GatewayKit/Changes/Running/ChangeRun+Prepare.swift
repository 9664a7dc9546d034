extension ChangeRun {
  /// Checks a change against the rules and against the server, and tells how it is sent.
  func prepare(_ change: Change) async throws -> PreparedChange {
    try ChangeRules.check(change)
    switch change {
    case .createKey(let draft): return try await creation(of: draft)
    case .updateKey(let key, let edit): return try await self.edit(of: key, edit)
    case .setEnabled(let key, let isOn):
      if isOn { await session.loadStonesIfThere() }
      return switching(key, isOn)
    case .deleteKey(let key): return try await deletion(of: key)
    case .tagKey(let key, let tags):
      return try await retagging(key, .tagKey, set: tags, remove: [])
    case .untagKey(let key, let names):
      return try await retagging(key, .untagKey, set: [:], remove: names)
    case .createPlan(let draft): return try await creation(of: draft)
    case .updatePlan(let plan, let edit): return try await self.edit(of: plan, edit)
    case .deletePlan(let plan): return try await deletion(of: plan)
    case .suspendPlan(let plan): return try await suspension(of: plan)
    case .resumePlan(let plan): return try await resumption(of: plan)
    case .attach(let key, let plan): return try await attachment(of: key, to: plan)
    case .detach(let key, let plan): return detachment(of: key, from: plan)
    case .grant(let key, let plan, let grant): return try await granting(key, plan, grant)
    }
  }
}
