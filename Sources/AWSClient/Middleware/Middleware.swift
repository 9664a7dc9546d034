/// A step between the operation and the network.
protocol Middleware: Sendable {
  /// Does its part and gives the call to `next`, never, once or several times.
  func handle(_ call: Call, next: Next) async throws -> WireResponse
}

/// The steps after this one.
typealias Next = @Sendable (Call) async throws -> WireResponse

/// Puts steps in a row that ends with `last`.
func chain(_ steps: [any Middleware], last: @escaping Next) -> Next {
  steps.reversed().reduce(last) { next, step in
    { call in try await step.handle(call, next: next) }
  }
}
