/// What a person, or cron, asks of rotations.
package enum RotationCommand: Hashable, Sendable {
  /// Begin one, or resume the one that is open for the key.
  case rotate(RotateRequest)
  /// Do every step that is due.
  case advance(AdvanceRequest)
  /// Let the overlap last longer: from now, in seconds.
  case extend(id: String, overlap: Double)
  /// Retire the old key now. Without `forcedBecause` the new key must be seen and the old one quiet.
  case finish(id: String, forcedBecause: String?)
  /// Take the new key back.
  case rollBack(id: String)
}

/// A rotation to be begun.
package struct RotateRequest: Hashable, Sendable {
  /// The key.
  package var key: APIKey
  /// A plan that the new key goes into instead of those of the old one that share a stage with it.
  package var target: UsagePlan?
  /// Seconds that both keys work.
  package var overlap: Double
  /// Seconds that the old key must have been quiet.
  package var quiet: Double
  /// Whether the new key starts with what the old one has left.
  package var carriesQuota: Bool
  /// Where the value goes; nil leaves it to be asked for.
  package var delivery: DeliveryTarget?
  /// The key was cut off as leaked: it may be disabled, and there is no overlap. Otherwise a disabled
  /// key is refused, since its replacement would be enabled.
  package var isAfterRevocation: Bool

  /// Makes a request; 7 days of overlap and 24 hours of quiet unless said otherwise.
  package init(
    key: APIKey, target: UsagePlan? = nil, overlap: Double = 7 * 86_400, quiet: Double = 86_400,
    carriesQuota: Bool = true, delivery: DeliveryTarget? = nil, isAfterRevocation: Bool = false
  ) {
    self.key = key
    self.target = target
    self.overlap = overlap
    self.quiet = quiet
    self.carriesQuota = carriesQuota
    self.delivery = delivery
    self.isAfterRevocation = isAfterRevocation
  }
}

/// How steps that are due are done.
package struct AdvanceRequest: Hashable, Sendable {
  /// One rotation; nil for all.
  package var id: String?
  /// Delete old keys whose cool-off of 30 days is over.
  package var deletes: Bool
  /// Minutes of the UTC day between which old keys may be retired; nil for always.
  package var retireBetween: ClosedRange<Int>?

  /// Makes a request.
  package init(id: String? = nil, deletes: Bool = false, retireBetween: ClosedRange<Int>? = nil) {
    self.id = id
    self.deletes = deletes
    self.retireBetween = retireBetween
  }
}

/// What a command left of one rotation.
package struct RotationOutcome: Hashable, Sendable {
  /// The rotation afterwards.
  package var rotation: Rotation
  /// What was done, in past-tense phrases without a full stop: `disabled the old key`.
  package var done: [String]
  /// The new value, for delivery on standard output only.
  package var value: KeyValue?
  /// Why it stopped.
  package var error: GatewayError?
  /// Sentences besides.
  package var notes: [String]

  /// Makes an outcome.
  package init(
    rotation: Rotation, done: [String] = [], value: KeyValue? = nil, error: GatewayError? = nil,
    notes: [String] = []
  ) {
    self.rotation = rotation
    self.done = done
    self.value = value
    self.error = error
    self.notes = notes
  }
}
