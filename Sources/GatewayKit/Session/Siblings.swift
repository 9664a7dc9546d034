import AWSClient

/// The contexts of a process, opened when they are needed first and closed together.
actor Siblings {
  /// All contexts, in their order.
  nonisolated let names: [ContextSetting]

  private let open: @Sendable (ContextSetting, Siblings) async throws -> GatewaySession
  private let ended: @Sendable () async -> Void
  private var sessions: [ContextSetting: Task<GatewaySession, any Error>] = [:]
  private var isClosed = false

  init(
    names: [ContextSetting], ended: @escaping @Sendable () async -> Void,
    open: @escaping @Sendable (ContextSetting, Siblings) async throws -> GatewaySession
  ) {
    self.names = names
    self.ended = ended
    self.open = open
  }

  /// The session of a context; opened now when it is not. Sends nothing but what its credentials
  /// take.
  func session(_ name: ContextSetting) async throws -> GatewaySession {
    if let task = sessions[name] { return try await task.value }
    guard !isClosed else { throw CancellationError() }
    let open = open
    let task = Task { try await open(name, self) }
    sessions[name] = task
    do {
      return try await task.value
    } catch {
      // Credentials may be there next time.
      if sessions[name] == task { sessions[name] = nil }
      throw error
    }
  }

  /// The session of a context that was opened, or that can be.
  func session(at context: GatewayContext) async throws -> GatewaySession {
    for task in sessions.values {
      // One that could not be opened is not the one that is looked for.
      if let session = try? await task.value, session.context == context { return session }
    }
    let named = names.first { $0.profile == context.profile && $0.region == context.region }
    return try await session(
      named ?? ContextSetting(profile: context.profile, region: context.region))
  }

  /// Ends all connections, and what the contexts share.
  func close() async {
    guard !isClosed else { return }
    isClosed = true
    for task in sessions.values {
      task.cancel()
      // One that was not opened has nothing to close.
      guard let session = try? await task.value else { continue }
      session.identity.stop()
      // The process is done with it; connections that do not close properly end with the process.
      try? await session.client.shutdown()
    }
    sessions = [:]
    await ended()
  }
}
