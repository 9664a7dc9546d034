/// What the emulator counts of one key in one plan.
struct Meter: Codable, Sendable, Equatable {
  /// The plan.
  var plan: String
  /// The key.
  var key: String
  /// The callers that the demo data invent for it; nil for things made by hand.
  var traffic: Traffic?
  /// When the key was in the plan, oldest first.
  var spans: [Span]
  /// What UpdateUsage did, oldest first.
  var grants: [Grant] = []

  /// A time in which a key was in a plan.
  struct Span: Codable, Sendable, Equatable {
    /// Seconds since 1970.
    var from: Double
    /// Seconds since 1970; nil while it lasts.
    var to: Double?
  }

  /// A remaining that was set by hand.
  struct Grant: Codable, Sendable, Equatable {
    /// Seconds since 1970.
    var at: Double
    /// What was left from then on.
    var remaining: Int
  }

  /// Whether the key was in the plan at a time.
  func wasMember(at time: Double) -> Bool {
    spans.contains { $0.from <= time && time < ($0.to ?? .infinity) }
  }
}

/// Names a meter.
struct MeterID: Hashable, Sendable {
  /// The plan.
  var plan: String
  /// The key.
  var key: String
}
