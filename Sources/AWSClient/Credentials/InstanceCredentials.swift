import Foundation
import SigV4

/// Credentials of the machine's role, from instance metadata of version 2; version 1 is never asked.
struct InstanceCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String

  private static let path = "/latest/meta-data/iam/security-credentials/"

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "instance metadata") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    if world.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" {
      return .nothing("AWS_EC2_METADATA_DISABLED is true")
    }
    let endpoint = try endpoint()
    guard
      let token = try await text(
        endpoint, "PUT", "/latest/api/token",
        .init("X-aws-ec2-metadata-token-ttl-seconds", "21600"))
    else { return .nothing("nobody answers at \(endpoint.text)") }
    let proof = SignableRequest.Header("X-aws-ec2-metadata-token", token)
    guard let role = try await text(endpoint, "GET", Self.path, proof) else {
      return .nothing("the machine has no role")
    }
    guard
      let body = try await text(endpoint, "GET", Self.path + PercentEncoding.encode(role), proof),
      let fields = JSONFields(Array(body.utf8)), let id = fields["AccessKeyId"],
      let secret = fields["SecretAccessKey"], let session = fields["Token"],
      let expiration = fields.date("Expiration")
    else { return .nothing("the machine’s role \(role) gave no credentials") }
    return .found(
      ResolvedCredentials(
        credentials: Credentials(
          accessKeyId: id, secretAccessKey: SecretValue(secret),
          sessionToken: SecretValue(session), expiration: expiration),
        source: "the machine’s role \(role)"))
  }

  /// Asks as often as configured, once by default; nil when there is no usable answer.
  private func text(
    _ endpoint: Endpoint, _ method: String, _ path: String, _ header: SignableRequest.Header
  ) async throws -> String? {
    let seconds = number("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout") ?? 1
    let attempts = number("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts") ?? 1
    for _ in 0..<max(1, Int(attempts)) {
      do throws(TransportFailure) {
        let response = try await world.transport.send(
          WireRequest(
            method: method, endpoint: endpoint, path: endpoint.basePath + path,
            headers: [.init("Host", endpoint.authority), header], seconds: seconds,
            wantedBytes: 64 << 10))
        let text = String(decoding: response.body, as: UTF8.self)
          .trimmingCharacters(in: .whitespacesAndNewlines)
        if response.status == 200, !text.isEmpty, Self.isHeader(text) || method == "GET" {
          return text
        }
        if [400, 403, 404, 405].contains(response.status) { return nil }
      } catch {
        if error.kind == .cancelled { throw CancellationError() }
      }
    }
    return nil
  }

  private func endpoint() throws(AWSError) -> Endpoint {
    if let url = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") {
      return try Endpoint.split(
        url, source: "AWS_EC2_METADATA_SERVICE_ENDPOINT", allowsPlain: { _ in true }
      ).endpoint
    }
    let mode = setting(
      "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
    var endpoint = Endpoint(
      host: mode?.lowercased() == "ipv6" ? "[fd00:ec2::254]" : "169.254.169.254")
    endpoint.scheme = "http"
    return endpoint
  }

  private func setting(_ variable: String, _ name: String) -> String? {
    if let value = world.variable(variable) { return value }
    // A broken file was told by the providers before this one.
    return (try? world.files.load())?.settings(of: profile)?[name]
  }

  private func number(_ variable: String, _ name: String) -> Double? {
    setting(variable, name).flatMap(Double.init).flatMap { $0 > 0 && $0 <= 600 ? $0 : nil }
  }

  private static func isHeader(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
