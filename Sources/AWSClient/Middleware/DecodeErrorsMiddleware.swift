/// Turns answers that are errors into ``AWSError``.
struct DecodeErrorsMiddleware: Middleware {
  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    let response = try await next(call)
    guard !(200..<300).contains(response.status) else { return response }
    throw AWSError(response, request: call.request)
  }
}
