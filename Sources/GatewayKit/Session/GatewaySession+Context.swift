import AWSClient

extension GatewaySession {
  /// Asks STS who is calling.
  func identify() async throws -> ContextIdentity {
    let answer = try await SecurityTokenService(client: client)
      .getCallerIdentity(lane: .interactive)
    return identity.learn(answer.value)
  }

  /// What a person should know about settings and journal.
  func notices() async -> [String] {
    var notices = config.problems.map(\.description)
    if let notice = await book.takeNotice() { notices.append(notice) }
    notices += client.notices
    return notices
  }

  /// Ends connections and closes the journal.
  func close() async {
    identity.stop()
    await siblings.close()
    await index.drain()
    await book.close()
    // The process is done with it; connections that do not close properly end with the process.
    try? await client.shutdown()
  }
}
