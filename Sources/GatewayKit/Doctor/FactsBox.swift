import Synchronization

/// What a context has told so far.
final class FactsBox: Sendable {
  private let held: Mutex<ContextFacts>

  init(_ facts: ContextFacts) { held = Mutex(facts) }

  var facts: ContextFacts { held.withLock { $0 } }

  func keep(_ facts: ContextFacts) { held.withLock { $0 = facts } }

  func fail(_ error: GatewayError) { held.withLock { $0.failure = error } }
}
