import AWSClient

/// The other contexts that config.yaml names, opened when they are needed first and closed with the
/// session that they belong to.
actor Siblings {
  /// The contexts that config.yaml names beside the session's own; never any for the emulator.
  nonisolated let names: [ContextSetting]

  private let open: @Sendable (ContextSetting) async throws -> GatewaySession
  private var sessions: [ContextSetting: Task<GatewaySession, any Error>] = [:]
  private var isClosed = false

  init(
    names: [ContextSetting],
    open: @escaping @Sendable (ContextSetting) async throws -> GatewaySession
  ) {
    self.names = names
    self.open = open
  }

  /// The session of a context; opened now when it is not. Sends nothing.
  func session(_ name: ContextSetting) async throws -> GatewaySession {
    if let task = sessions[name] { return try await task.value }
    guard !isClosed else { throw CancellationError() }
    let open = open
    let task = Task { try await open(name) }
    sessions[name] = task
    do {
      return try await task.value
    } catch {
      // Credentials may be there next time.
      sessions[name] = nil
      throw error
    }
  }

  /// The session of a context that was opened, or that can be.
  func session(at context: GatewayContext) async throws -> GatewaySession {
    for task in sessions.values {
      // One that could not be opened is not the one that is looked for.
      if let session = try? await task.value, session.context == context { return session }
    }
    return try await session(ContextSetting(profile: context.profile, region: context.region))
  }

  /// Ends their connections.
  func close() async {
    isClosed = true
    for task in sessions.values {
      // As with the session's own: whatever does not close ends with the process.
      if let session = try? await task.value { try? await session.client.shutdown() }
    }
    sessions = [:]
  }
}
