import AWSClient
import Synchronization

/// Several contexts seen as one: lists are those of all, everything else goes to the context that the
/// ids belong to.
struct Joint: Sendable {
  let contexts: ContextSet
  /// The first that could be opened: the journal and the leak search, which all share, go through it.
  let first: ContextMember
  /// Where rotations were found.
  let rotationHomes = RotationHomes()

  var members: [ContextMember] { contexts.members }

  /// The context of a place.
  func member(_ home: Home) -> ContextMember {
    members.indices.contains(Int(home.number)) ? members[Int(home.number)] : first
  }

  /// Asks the context of a place.
  func ask<Value>(
    _ home: Home, _ question: (GatewayService) async throws -> Value
  ) async throws -> Value {
    try await member(home).ask(question)
  }

  /// Asks the first one: what concerns them all.
  func ask<Value>(_ question: (GatewayService) async throws -> Value) async throws -> Value {
    try await question(first.service())
  }

  /// Everything that the contexts have, in their order. One that fails keeps what it failed with and
  /// hides none of the others.
  ///
  /// - Throws: the first failure where all fail.
  func gather<Thing: Sendable>(
    _ question: @escaping @Sendable (ContextMember, GatewayService) async throws -> [Thing]
  ) async throws -> [Thing] {
    let answers = try await contexts.askAll(question)
    var things: [Thing] = []
    var failure: GatewayError?
    var answered = false
    for (_, result) in answers {
      switch result {
      case .success(let some):
        things += some
        answered = true
      case .failure(let error): failure = failure ?? error
      }
    }
    if let failure, !answered { throw failure }
    return things
  }

  /// The place of an open context.
  func home(of context: GatewayContext) -> Home {
    members.first { $0.opened?.identity().context == context }?.home ?? first.home
  }
}

/// Where each rotation that was listed is at home, by id.
final class RotationHomes: Sendable {
  private let homes = Mutex<[String: Home]>([:])

  func remember(_ rotations: [Rotation]) {
    homes.withLock { homes in for one in rotations { homes[one.id] = one.home } }
  }

  func home(of id: String) -> Home? { homes.withLock { $0[id] } }
}
