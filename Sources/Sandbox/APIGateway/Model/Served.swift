/// Calls of one key in one plan that the data plane served and counted.
///
/// Calls of one day between two grants are one of these, so that a busy key costs no memory.
struct Served: Codable, Sendable, Equatable {
  /// The plan.
  var plan: String
  /// The key.
  var key: String
  /// When the first of them came, in seconds since 1970; all of them came on that UTC day.
  var at: Double
  /// How often the remaining had been set by hand before them.
  var grants: Int
  /// How many there were.
  var count: Int
}
