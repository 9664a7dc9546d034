import Foundation

/// What the service says of a rotation's keys, read just before a step.
struct RotationScene: Sendable {
  /// The old key; nil when it is gone.
  var old: APIKey?
  /// The new key; nil when it is gone, or not made yet.
  var new: APIKey?
  /// Further keys that were made for the same rotation.
  var extras: [APIKey] = []
  /// The plans of the old key.
  var oldPlans: [UsagePlan] = []
  /// The plans of the new key.
  var newPlans: [UsagePlan] = []
  /// Plans of the rotation that do not exist any more.
  var gonePlans: Set<String> = []
  /// The new key was cut off as leaked.
  var isNewRevoked = false
  /// The old key was cut off as leaked.
  var isOldRevoked = false
  /// What both keys used; nil when it was not looked at.
  var use: RotationUse?
}

extension RotationScene {
  /// Plans that the new key must be in and is not: those of the rotation, and those that the old key
  /// came into since.
  func missingPlans(_ record: RotationRecord) -> [PlanReference] {
    let present = Set(newPlans.map(\.id.wire))
    var missing = record.terms.plans.filter {
      !present.contains($0.id) && !gonePlans.contains($0.id)
    }.map(\.reference)
    let wanted = Set(record.terms.plans.map(\.id))
    let before = Set(record.body.oldPlans.map(\.id))
    let opened = Set(newPlans.flatMap { $0.apiStages.map(\.reference) })
    for plan in oldPlans
    where !before.contains(plan.id.wire) && !wanted.contains(plan.id.wire)
      && !present.contains(plan.id.wire)
    {
      // One that shares a stage with a plan of the new key was left out on purpose, as in a change
      // of tier; a key cannot be in both.
      let isCovered = plan.apiStages.contains { opened.contains($0.reference) }
      if !isCovered { missing.append(plan.reference) }
    }
    return missing
  }

  /// In what the new key differs from the old one although it should not; without secrets.
  func differences() -> [String] {
    guard let old, let new else { return [] }
    var found: [String] = []
    if old.name != new.name { found.append("name") }
    if (old.description ?? "") != (new.description ?? "") { found.append("description") }
    if (old.customerId ?? "") != (new.customerId ?? "") { found.append("customer id") }
    let wanted = RotationTags.carried(from: old.tags)
    let present = RotationTags.carried(from: new.tags)
    for name in Set(wanted.keys).union(present.keys).sorted() where wanted[name] != present[name] {
      found.append("tag \(name)")
    }
    return found
  }
}
