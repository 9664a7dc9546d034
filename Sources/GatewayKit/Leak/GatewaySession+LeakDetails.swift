// INTERFACE STUB
extension GatewaySession {
  func leakDetails(_ match: LeakMatch) -> AsyncThrowingStream<LeakDetail, any Error> {
    AsyncThrowingStream { $0.finish(throwing: GatewayService.missing("leakDetails")) }
  }
}
