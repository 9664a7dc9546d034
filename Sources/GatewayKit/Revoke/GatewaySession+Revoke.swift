import AWSClient

// INTERFACE STUB
extension GatewaySession {
  func revoke(
    _ request: RevokeRequest, courier: Courier
  ) -> AsyncThrowingStream<RevokeEvent, any Error> {
    AsyncThrowingStream { $0.finish(throwing: GatewayService.missing("revoke")) }
  }

  func previewRevoke(_ request: RevokeRequest) async throws -> [PlannedRequest] {
    throw GatewayService.missing("previewRevoke")
  }

  func quarantine(_ match: LeakMatch) async throws -> ChangeOutcome {
    throw GatewayService.missing("quarantine")
  }

  func revivals(among keys: [APIKey]) async -> [Revival] { [] }
}
