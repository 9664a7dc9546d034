import Foundation
package import SigV4

/// Calls an API as its customers do: a GET with `x-api-key`, without any signature. Redirects are
/// not followed, so that the key goes to nobody else; nothing of it is logged.
package struct DataPlaneProbe: Sendable {
  /// Seconds that an API has for its whole answer.
  static let seconds = 5.0

  let client: AWSClient

  /// Uses a client's connections and clock.
  package init(client: AWSClient) { self.client = client }

  /// Asks once; 5 seconds at most, never repeated by itself. https only, http for this machine.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for a URL that cannot be asked or a key that no
  ///   header can hold; of another kind when there was no answer; `CancellationError`.
  package func ask(_ url: String, key: SecretValue) async throws -> ProbeAnswer {
    let request = try Self.request(url, key: key, userAgent: client.userAgent)
    do throws(TransportFailure) {
      let response = try await client.sendBare(request)
      return ProbeAnswer(
        status: response.status, errorType: Self.errorType(response), at: client.now)
    } catch {
      if error.kind == .cancelled { throw CancellationError() }
      throw AWSError(
        error, request: AWSRequest(.apiGateway, "Probe", "GET", [], isMutating: false),
        endpoint: request.endpoint)
    }
  }

  static func request(
    _ url: String, key: SecretValue, userAgent: String
  ) throws(AWSError) -> WireRequest {
    let (endpoint, path, query) = try Endpoint.split(
      url, source: "The probe", allowsPlain: Endpoint.isLoopback)
    let isSendable = key.exposeSecret().utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard isSendable else {
      throw .configuration(
        "InvalidProbe", "The key's value has characters that no header may hold.")
    }
    return WireRequest(
      method: "GET", endpoint: endpoint,
      path: path, query: query,
      headers: [
        SignableRequest.Header("Host", endpoint.authority),
        SignableRequest.Header("Accept", "*/*"),
        SignableRequest.Header("User-Agent", userAgent),
        SignableRequest.Header("x-api-key", key.exposeSecret()),
      ], seconds: seconds, wantedBytes: 64 << 10)
  }

  private static func errorType(_ response: WireResponse) -> String? {
    guard let type = response.header("x-amzn-errortype") else { return nil }
    let name = type.prefix { $0 != ":" }.split(separator: "#").last.map(String.init) ?? ""
    let word = name.trimmingCharacters(in: .whitespaces)
    return word.isEmpty ? nil : word
  }
}
