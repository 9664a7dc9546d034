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

  /// Whether a key lets its holder in somewhere.
  func works(_ id: String) -> Bool {
    guard let key = keys[id], key.isEnabled else { return false }
    return key.plans.contains { plans[$0]?.stages.isEmpty == false }
  }

  /// Ids of the keys of a name.
  func named(_ name: String) -> [String] {
    keys.filter { $0.value.name == name }.map(\.key).sorted()
  }
}
