import AWSClient

extension GatewaySession {
  /// Asks STS who is calling.
  func identify() async throws -> ContextIdentity {
    let answer = try await SecurityTokenService(client: client)
      .getCallerIdentity(lane: .interactive)
    return identity.learn(answer.value)
  }

  /// How the context stands.
  var standing: ContextStanding {
    ContextStanding(
      context: context, identity: identity.current, budget: client.budget, access: denials.known)
  }

  /// What a person should know about settings and journal.
  func notices() async -> [String] {
    var notices = config.problems.map(\.description)
    if let notice = await book.takeNotice() { notices.append(notice) }
    notices += client.notices
    return notices
  }

  /// Ends the connections of all contexts and closes the journal.
  func close() async {
    await siblings.close()
  }
}
