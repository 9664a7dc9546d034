package import GatewayKit

extension ConsoleModel {
  /// Connects without a service.
  package mutating func connect(_ identity: ContextIdentity) {
    answer(.connect, .connected(identity, Settings()))
  }

  /// A page of keys came.
  package mutating func load(_ page: KeyPage) { answer(.keys, .keyPage(page)) }

  /// A page of plans came.
  package mutating func load(_ page: PlanPage) { answer(.plans, .planPage(page)) }
}
