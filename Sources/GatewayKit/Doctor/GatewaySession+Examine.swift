extension GatewaySession {
  /// Asks for everything once that can be asked without changing anything, and tells what is known
  /// after each answer. Ends when all was asked, or when the rest would fail as what came before.
  func examine() -> AsyncStream<ContextFacts> {
    AsyncStream { continuation in
      let task = Task {
        let run = ExamineRun(session: self) { continuation.yield($0) }
        await run.all()
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
