// INTERFACE STUB
extension GatewaySession {
  func findLeaks(_ text: LeakText) -> AsyncThrowingStream<LeakEvent, any Error> {
    AsyncThrowingStream { $0.finish(throwing: GatewayService.missing("findLeaks")) }
  }
}
