/// The contexts that lists and the console cover.
package struct ContextSet: Sendable {
  /// In their order; there is one at least.
  package let members: [ContextMember]
  /// Ends all connections and closes the journal.
  package let close: @Sendable () async -> Void

  /// Makes a set.
  package init(members: [ContextMember], close: @escaping @Sendable () async -> Void) {
    self.members = members
    self.close = close
  }

  /// Asks every context, side by side.
  ///
  /// - Parameter question: what to ask.
  /// - Returns: what came back, in the order of contexts, without those that are left out. Where all
  ///   are left out it is the first one's failure.
  /// - Throws: `CancellationError`.
  package func askAll<Value: Sendable>(
    _ question: @escaping @Sendable (ContextMember, GatewayService) async throws -> Value
  ) async throws -> [(member: ContextMember, result: Result<Value, GatewayError>)] {
    typealias Answer = (place: Int, result: Result<Value, GatewayError>?)
    let answers = await withTaskGroup(of: Answer.self) { group in
      for (place, member) in members.enumerated() {
        group.addTask {
          do {
            return (place, .success(try await member.ask { try await question(member, $0) }))
          } catch let error as GatewayError {
            return (place, .failure(error))
          } catch {
            return (place, nil)
          }
        }
      }
      var answers = [Result<Value, GatewayError>?](repeating: nil, count: members.count)
      for await answer in group { answers[answer.place] = answer.result }
      return answers
    }
    try Task.checkCancellation()
    let all = zip(members, answers).compactMap { member, result in result.map { (member, $0) } }
    let shown = all.filter { !$0.0.isLeftOut }
    return (shown.isEmpty ? Array(all.prefix(1)) : shown).map { (member: $0.0, result: $0.1) }
  }
}
