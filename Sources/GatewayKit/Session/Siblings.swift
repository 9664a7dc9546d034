import AWSClient

/// The contexts of a process, opened when they are needed first and closed together.
actor Siblings {
  /// All contexts, in their order.
  nonisolated let names: [ContextSetting]

  /// The one that nobody named: that it has no credentials is no loss where there are others.
  nonisolated let unnamed: ContextSetting?

  private let open: @Sendable (ContextSetting, Siblings) async throws -> GatewaySession
  private let ended: @Sendable () async -> Void
  private var sessions: [ContextSetting: SharedWork<GatewaySession>] = [:]
  private var isClosed = false

  init(
    names: [ContextSetting], unnamed: ContextSetting? = nil,
    ended: @escaping @Sendable () async -> Void,
    open: @escaping @Sendable (ContextSetting, Siblings) async throws -> GatewaySession
  ) {
    self.names = names
    self.unnamed = names.count > 1 ? unnamed : nil
    self.ended = ended
    self.open = open
  }

  /// The session of a context; opened now when it is not. Sends nothing but what its credentials
  /// take.
  func session(_ name: ContextSetting) async throws -> GatewaySession {
    let work: SharedWork<GatewaySession>
    let place: Int
    if let known = sessions[name], let joined = known.join() {
      (work, place) = (known, joined)
    } else {
      guard !isClosed else { throw CancellationError() }
      let open = open
      work = SharedWork { try await open(name, self) }
      sessions[name] = work
      // A new one has not been given up.
      guard let joined = work.join() else { throw CancellationError() }
      place = joined
    }
    do {
      return try await work.value(place)
    } catch {
      // Credentials may be there next time. For whoever was cancelled others may wait still.
      if !Task.isCancelled, sessions[name] === work { sessions[name] = nil }
      throw error
    }
  }

  /// The session of a context that was opened, or that can be.
  func session(at context: GatewayContext) async throws -> GatewaySession {
    for work in sessions.values {
      // One that could not be opened is not the one that is looked for.
      if let place = work.join(), let session = try? await work.value(place),
        session.context == context
      {
        return session
      }
    }
    let named = names.first { $0.profile == context.profile && $0.region == context.region }
    return try await session(
      named ?? ContextSetting(profile: context.profile, region: context.region))
  }

  /// Ends all connections, and what the contexts share.
  func close() async {
    guard !isClosed else { return }
    isClosed = true
    for work in sessions.values {
      // One that was not opened has nothing to close.
      guard let session = await work.end() else { continue }
      session.identity.stop()
      // The process is done with it; connections that do not close properly end with the process.
      try? await session.client.shutdown()
    }
    sessions = [:]
    await ended()
  }
}
