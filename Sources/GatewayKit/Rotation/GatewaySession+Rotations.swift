import AWSClient

// INTERFACE STUB
extension GatewaySession {
  func rotations(withUse: Bool, lane: Lane) async throws -> [Rotation] {
    throw GatewayService.missing("rotations")
  }

  func checkRotations(_ requests: [RotateRequest]) async throws -> [String] {
    throw GatewayService.missing("checkRotations")
  }

  func runRotations(
    _ command: RotationCommand, _ courier: Courier, lane: Lane,
    progress: @escaping @Sendable (String) -> Void
  ) async throws -> [RotationOutcome] {
    throw GatewayService.missing("runRotations")
  }

  func previewRotations(_ command: RotationCommand) async throws -> [PlannedRequest] {
    throw GatewayService.missing("previewRotations")
  }
}
