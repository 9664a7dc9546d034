extension GatewaySession {
  /// Looks for the keys that a text names, in this context and those of config.yaml.
  func findLeaks(_ text: LeakText) -> AsyncThrowingStream<LeakEvent, any Error> {
    stream { continuation in
      try await LeakSearch.run(self, text) { continuation.yield($0) }
    }
  }
}
