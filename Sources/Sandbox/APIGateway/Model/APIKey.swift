/// An API key as the emulator keeps it.
struct APIKey: Codable, Sendable, Equatable, Shelved {
  /// Ten characters; for keys of old it equals the value.
  var id: String
  /// Place in the order of creation, never used twice.
  var serial: Int
  /// The value, unique in the account and never changed.
  var value: String
  /// The name; many may share it.
  var name: String?
  /// The customer id.
  var customerId: String?
  /// The description.
  var description: String?
  /// Whether callers may use it.
  var enabled: Bool
  /// Creation, in seconds since 1970.
  var created: Int
  /// Last change, in seconds since 1970.
  var updated: Int
  /// `api/stage`, only where the creator gave some.
  var stageKeys: [String] = []
  /// Tags.
  var tags: [String: String] = [:]
  /// When `enabled` was changed, and to what; usage and propagation look here.
  var switches: [Switch] = []

  /// A change of `enabled`.
  struct Switch: Codable, Sendable, Equatable {
    /// Seconds since 1970.
    var at: Double
    /// What it became.
    var enabled: Bool
  }

  /// Whether callers could use it at a time.
  func wasEnabled(at time: Double) -> Bool {
    if let last = switches.last(where: { $0.at <= time }) { return last.enabled }
    if let first = switches.first { return !first.enabled }
    return enabled
  }
}
