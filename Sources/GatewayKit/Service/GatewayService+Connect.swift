// INTERFACE STUB.
extension GatewayService {
  /// Opens a context: credentials, region, endpoints, config.yaml, client and store. Sends nothing.
  ///
  /// - Throws: ``GatewayError`` of kind `credentials` (the message lists the sources tried) or
  ///   `usage`.
  package static func connect(_ options: ConnectionOptions) async throws -> GatewayService {
    fatalError()
  }
}
