import AWSClient

extension GatewaySession {
  /// Disables the keys of a leak, reads back, and proves it as far as asked.
  func revoke(
    _ request: RevokeRequest, courier: Courier
  ) -> AsyncThrowingStream<RevokeEvent, any Error> {
    stream { continuation in
      let run = RevokeRun(session: self, request: request, courier: courier) {
        continuation.yield($0)
      }
      try await run.run()
    }
  }

  /// The changing requests that revoking would send.
  func previewRevoke(_ request: RevokeRequest) async throws -> [PlannedRequest] {
    let planned = PlannedRequests()
    let patch = [PatchOperation(op: "replace", path: "/enabled", value: "false")]
    for match in request.matches where match.key.isEnabled {
      let home = try await session(for: match)
      let api = APIGateway(client: home.client.with(mode: .dryRun(planned)))
      _ = try await api.updateAPIKey(match.key.id.wire, patch: patch, lane: .interactive)
    }
    guard request.replace else { return planned.all }
    let run = RevokeRun(session: self, request: request, courier: .none) { _ in }
    var all = planned.all
    for match in request.matches {
      let home = try await session(for: match)
      all += try await home.previewRotations(.rotate(run.replacementRequest(match.key)))
    }
    return all
  }
}
