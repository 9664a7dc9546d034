package import Foundation

/// Where a rotation stands.
package enum RotationState: String, Hashable, Sendable, CaseIterable, Codable {
  /// Written down; nothing was made yet.
  case planned
  /// The new key is made.
  case created
  /// The new key is in every plan.
  case attached
  /// The new value was handed over, or can be had.
  case delivered
  /// Both keys work; the old one waits to be retired.
  case overlapping
  /// The old key is disabled.
  case disabled
  /// The old key is deleted.
  case deleted
  /// The new key was taken back.
  case rolledBack

  /// True while something is left to do but deleting.
  package var isOpen: Bool {
    switch self {
    case .planned, .created, .attached, .delivered, .overlapping: true
    case .disabled, .deleted, .rolledBack: false
    }
  }
}

/// A key being replaced by a new one.
package struct Rotation: Hashable, Sendable, Identifiable {
  /// What a plan gave the new key of its quota.
  package struct CarriedQuota: Hashable, Sendable, Codable {
    /// The plan's id.
    package var planId: String
    /// What the new key started with.
    package var remaining: Int

    /// Makes one.
    package init(planId: String, remaining: Int) {
      self.planId = planId
      self.remaining = remaining
    }
  }

  /// What both keys used since the overlap began.
  package struct Use: Hashable, Sendable {
    /// Requests of the old key.
    package var old: Int
    /// Requests of the new key.
    package var new: Int
    /// When the new key was first seen used; nil while it was not.
    package var newSeenAt: Date?
    /// When the old key was last seen used; nil when it was not.
    package var oldLastUsedAt: Date?

    /// Makes one.
    package init(old: Int, new: Int, newSeenAt: Date? = nil, oldLastUsedAt: Date? = nil) {
      self.old = old
      self.new = new
      self.newSeenAt = newSeenAt
      self.oldLastUsedAt = oldLastUsedAt
    }
  }

  /// Twelve lower case letters and digits.
  package var id: String
  /// Where both keys live.
  package var context: GatewayContext
  /// Its place among the contexts of the process.
  package var home = Home.first
  /// Where it stands.
  package var state: RotationState
  /// The name that both keys have.
  package var name: String
  /// The old key's id as shown.
  package var oldKeyId: String
  /// The new key's id as shown; nil before it is made.
  package var newKeyId: String?
  /// The plans of the new key.
  package var plans: [PlanReference]
  /// When it was begun.
  package var startedAt: Date
  /// From when on the old key may be retired.
  package var retireAt: Date
  /// How long the old key must have been quiet, in seconds.
  package var quiet: Double
  /// What the new key started with in each plan that has a quota.
  package var carriedQuota: [CarriedQuota]
  /// Where the value went: `the file acme.key (0600)`; nil when it was not handed over.
  package var deliveredTo: String?
  /// Where it is to go; nil when nobody asked.
  package var delivery: DeliveryTarget?
  /// What it waits for, as short sentences without a full stop: `new key not seen yet`.
  package var waitsFor: [String]
  /// What a person should know: a grant that failed, a pause longer than the quiet time.
  package var warnings: [String]
  /// What both keys used; nil when nobody asked.
  package var use: Use?
  /// True when this machine's journal does not know it and its tags told.
  package var isForeign: Bool
  /// When its state changed last.
  package var updatedAt: Date

  /// Makes a rotation.
  package init(
    id: String, context: GatewayContext, state: RotationState, name: String, oldKeyId: String,
    newKeyId: String? = nil, plans: [PlanReference] = [], startedAt: Date, retireAt: Date,
    quiet: Double, carriedQuota: [CarriedQuota] = [], deliveredTo: String? = nil,
    delivery: DeliveryTarget? = nil, waitsFor: [String] = [], warnings: [String] = [],
    use: Use? = nil, isForeign: Bool = false, updatedAt: Date
  ) {
    self.id = id
    self.context = context
    self.state = state
    self.name = name
    self.oldKeyId = oldKeyId
    self.newKeyId = newKeyId
    self.plans = plans
    self.startedAt = startedAt
    self.retireAt = retireAt
    self.quiet = quiet
    self.carriedQuota = carriedQuota
    self.deliveredTo = deliveredTo
    self.delivery = delivery
    self.waitsFor = waitsFor
    self.warnings = warnings
    self.use = use
    self.isForeign = isForeign
    self.updatedAt = updatedAt
  }
}
