extension GatewaySession {
  /// What a leaked key opens, who made it, what it is used for: each part as it comes.
  func leakDetails(_ match: LeakMatch) -> AsyncThrowingStream<LeakDetail, any Error> {
    stream { continuation in
      let session = try await session(for: match)
      try await LeakDetailRun(session: session, key: match.key) { continuation.yield($0) }.run()
    }
  }
}
