/// Lets a watch see what the caller may do, and puts to a refusal what was asked for.
struct AccessMiddleware: Middleware {
  var region: String
  var watch: AccessWatch

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    guard let asked = call.request.asked(region: region) else { return try await next(call) }
    if var refusal = watch.before(asked, call.lane) {
      refusal.operation = call.request.operation
      refusal.asked = asked
      throw refusal
    }
    do {
      let response = try await next(call)
      watch.after(asked, nil)
      return response
    } catch var error as AWSError {
      if error.isDenial { error.asked = asked }
      watch.after(asked, error)
      throw error
    }
  }
}
