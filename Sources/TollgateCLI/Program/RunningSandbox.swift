/// An emulator that was started for this process.
package struct RunningSandbox: Sendable {
  /// `http://127.0.0.1:PORT`.
  package let endpoint: String
  /// What to set so that any SDK uses it, in printing order.
  package let environment: [(name: String, value: String)]
  /// Stops it and returns when its state is on disk.
  package let stop: @Sendable () async throws -> Void

  /// Makes one.
  package init(
    endpoint: String, environment: [(name: String, value: String)],
    stop: @escaping @Sendable () async throws -> Void
  ) {
    self.endpoint = endpoint
    self.environment = environment
    self.stop = stop
  }
}
