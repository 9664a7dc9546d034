/// What a person asks to be changed: one thing, as one value. Commands and dialogs make these;
/// ``GatewayService`` performs, records, previews and undoes them.
package enum Change: Hashable, Sendable {
  /// Make a key, and attach it to plans: all or none.
  case createKey(KeyDraft)
  /// Change name, description or customer id.
  case updateKey(APIKey, KeyEdit)
  /// Enable or disable.
  case setEnabled(APIKey, Bool)
  /// Delete, which takes the key out of its plans and loses its usage history.
  case deleteKey(APIKey)
  /// Add or overwrite tags.
  case tagKey(APIKey, [String: String])
  /// Remove tags.
  case untagKey(APIKey, [String])
  /// Make a plan.
  case createPlan(PlanDraft)
  /// Change a plan, in one PATCH.
  case updatePlan(UsagePlan, PlanEdit)
  /// Take the stages away, then delete.
  case deletePlan(UsagePlan)
  /// Cut all keys of a plan off, by taking its stages away in one PATCH.
  case suspendPlan(UsagePlan)
  /// Put the stages of a suspended plan back as they were, with their limits per method.
  case resumePlan(UsagePlan)
  /// Put a key into a plan.
  case attach(APIKey, UsagePlan)
  /// Take a key out of a plan.
  case detach(APIKey, UsagePlan)
  /// Set or raise what remains of a key's quota in the current period.
  case grant(APIKey, UsagePlan, Grant)
}

/// A key to be made.
package struct KeyDraft: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The description.
  package var description: String?
  /// The customer id.
  package var customerId: String?
  /// Tags.
  package var tags: [String: String]
  /// Enabled unless said otherwise.
  package var isEnabled: Bool
  /// A value of the customer's own; nil lets the service make one.
  package var value: KeyValue?
  /// Plans to attach it to.
  package var plans: [UsagePlan]
  /// Where it is to be.
  package var home: Home

  /// Makes a draft.
  package init(
    name: String, description: String? = nil, customerId: String? = nil,
    tags: [String: String] = [:], isEnabled: Bool = true, value: KeyValue? = nil,
    plans: [UsagePlan] = [], home: Home = .first
  ) {
    self.name = name
    self.description = description
    self.customerId = customerId
    self.tags = tags
    self.isEnabled = isEnabled
    self.value = value
    self.plans = plans
    self.home = home
  }
}

/// New texts of a key; nil leaves one as it is.
package struct KeyEdit: Hashable, Sendable {
  /// The new name.
  package var name: String?
  /// The new description.
  package var description: String?
  /// The new customer id.
  package var customerId: String?

  /// Makes an edit.
  package init(name: String? = nil, description: String? = nil, customerId: String? = nil) {
    self.name = name
    self.description = description
    self.customerId = customerId
  }
}

/// A plan to be made.
package struct PlanDraft: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The description.
  package var description: String?
  /// Limits of each key; both or none.
  package var throttle: Throttle?
  /// Quota of each key.
  package var quota: Quota?
  /// API stages it opens.
  package var stages: [PlanStage]
  /// Tags.
  package var tags: [String: String]
  /// Where it is to be.
  package var home: Home

  /// Makes a draft.
  package init(
    name: String, description: String? = nil, throttle: Throttle? = nil, quota: Quota? = nil,
    stages: [PlanStage] = [], tags: [String: String] = [:], home: Home = .first
  ) {
    self.name = name
    self.description = description
    self.throttle = throttle
    self.quota = quota
    self.stages = stages
    self.tags = tags
    self.home = home
  }
}

/// A change of a limit: leave, remove or set.
package enum LimitEdit<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Leave it.
  case keep
  /// Take it away: unlimited.
  case remove
  /// Set it.
  case set(Value)
}

/// A change of a plan; everything in it goes out as one PATCH.
package struct PlanEdit: Hashable, Sendable {
  /// The new name.
  package var name: String?
  /// The new description.
  package var description: String?
  /// The new limits. A field that is nil inside keeps its value.
  package var throttle: LimitEdit<Throttle>
  /// The new quota.
  package var quota: LimitEdit<Quota>
  /// Stages to open.
  package var addStages: [StageReference]
  /// Stages to close.
  package var removeStages: [StageReference]
  /// Limits per method to set: stage, `/path/METHOD`, throttle.
  package var methodThrottles: [StageReference: [String: Throttle]]

  /// Makes an edit.
  package init(
    name: String? = nil, description: String? = nil, throttle: LimitEdit<Throttle> = .keep,
    quota: LimitEdit<Quota> = .keep, addStages: [StageReference] = [],
    removeStages: [StageReference] = [],
    methodThrottles: [StageReference: [String: Throttle]] = [:]
  ) {
    self.name = name
    self.description = description
    self.throttle = throttle
    self.quota = quota
    self.addStages = addStages
    self.removeStages = removeStages
    self.methodThrottles = methodThrottles
  }
}

/// A change of what remains of a quota, for the current period only.
package struct Grant: Hashable, Sendable {
  /// How much.
  package enum Amount: Hashable, Sendable {
    /// Set what remains to this.
    case remaining(Int)
    /// Add this to what remains now.
    case add(Int)
  }

  /// How much.
  package var amount: Amount
  /// Why; goes into the journal.
  package var reason: String?

  /// Makes a grant.
  package init(amount: Amount, reason: String? = nil) {
    self.amount = amount
    self.reason = reason
  }
}
