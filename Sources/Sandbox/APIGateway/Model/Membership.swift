/// A key's place in a plan.
struct Membership: Codable, Sendable, Equatable, Shelved {
  /// The plan.
  var plan: String
  /// The key.
  var key: String
  /// Place in the order of attaching.
  var serial: Int

  /// A membership is known by its key within its plan.
  var id: String { key }
}
