/// Fetches fresh credentials and tries once more when the service says that they have expired.
struct CredentialsMiddleware: Middleware {
  var credentials: CredentialsCache

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    let used = credentials.known
    do {
      return try await next(call)
    } catch let error as AWSError where Self.expiredCodes.contains(error.code) {
      guard try await credentials.renewed(from: used) else { throw error }
      return try await next(call)
    }
  }

  private static let expiredCodes: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "RequestExpired",
  ]
}
