/// Signs once more with the service's time when the service says that a signature's time is wrong
/// and the clocks differ by minutes. Nothing was done by a request that was refused so.
struct ClockMiddleware: Middleware {
  var offset: ClockOffset

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    let used = offset.applied
    do {
      return try await next(call)
    } catch let error as AWSError where offset.corrects(error, signedWith: used) {
      return try await next(call)
    }
  }
}
