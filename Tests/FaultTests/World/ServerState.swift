/// A way in that asks for a key.
struct Door: Hashable, Sendable {
  var api: String
  var stage: String
  var path: String
}

/// The account as the service has it.
struct ServerState: Equatable, Sendable {
  struct Key: Equatable, Sendable {
    var name: String
    var isEnabled: Bool
    var value: String
    var description: String
    var customerId: String
    var tags: [String: String]
    var plans: Set<String>
  }

  struct Plan: Equatable, Sendable {
    var name: String
    var stages: Set<String>
  }

  var keys: [String: Key] = [:]
  var plans: [String: Plan] = [:]

  /// Ids of the keys of a name.
  func named(_ name: String) -> [String] {
    keys.filter { $0.value.name == name }.map(\.key).sorted()
  }
}
