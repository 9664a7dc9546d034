/// The end of the chain: the request leaves.
struct TransportStep {
  var transport: HTTPTransport

  func send(_ call: Call) async throws -> WireResponse {
    let request = call.request
    do throws(TransportFailure) {
      return try await transport.send(
        WireRequest(
          method: request.method, endpoint: call.endpoint,
          path: call.endpoint.basePath + request.path, query: request.query, headers: call.headers,
          body: request.body))
    } catch {
      // A read that was cancelled is of no interest any more; of a change it must be said that its
      // outcome is unknown.
      if error.kind == .cancelled, !request.isMutating { throw CancellationError() }
      throw AWSError(error, request: request, endpoint: call.endpoint)
    }
  }
}
