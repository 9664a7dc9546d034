import AWSClient

/// The other contexts that config.yaml names, opened when they are needed first and closed with the
/// session that they belong to.
actor Siblings {
  /// A context as config.yaml names it: `profile` or `profile/region`.
  struct Name: Hashable, Sendable {
    var profile: String
    /// Nil for the profile's own.
    var region: String?

    init(profile: String, region: String?) {
      self.profile = profile
      self.region = region
    }

    /// Reads `profile` or `profile/region`; a region has no slash, a profile may.
    init(_ text: String) {
      if let slash = text.lastIndex(of: "/"), slash != text.startIndex,
        text.index(after: slash) != text.endIndex
      {
        self.init(
          profile: String(text[..<slash]), region: String(text[text.index(after: slash)...]))
      } else {
        self.init(profile: text, region: nil)
      }
    }

    /// What stands for it where nothing could be opened.
    var context: GatewayContext { GatewayContext(profile: profile, region: region ?? "") }
  }

  /// The contexts that config.yaml names beside the session's own; never any for the emulator.
  nonisolated let names: [Name]

  private let open: @Sendable (Name) async throws -> GatewaySession
  private var sessions: [Name: Task<GatewaySession, any Error>] = [:]
  private var isClosed = false

  init(names: [Name], open: @escaping @Sendable (Name) async throws -> GatewaySession) {
    self.names = names
    self.open = open
  }

  /// The session of a context; opened now when it is not. Sends nothing.
  func session(_ name: Name) async throws -> GatewaySession {
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
    return try await session(Name(profile: context.profile, region: context.region))
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
