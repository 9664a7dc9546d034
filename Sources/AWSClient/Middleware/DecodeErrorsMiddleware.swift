/// Turns answers that are errors into ``AWSError``, and looks at every answer's clock.
struct DecodeErrorsMiddleware: Middleware {
  var offset: ClockOffset
  var clock: ClientClock

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    let response = try await next(call)
    offset.observe(response, at: clock.date())
    guard !(200..<300).contains(response.status) else { return response }
    throw AWSError(response, request: call.request)
  }
}
