import Foundation
import SigV4

/// Credentials that a container's agent hands out: ECS, EKS Pod Identity, CloudShell.
struct ContainerCredentials: Sendable {
  var world: CredentialsWorld

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "container") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    let url: String
    if let path = world.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
      url = "http://169.254.170.2" + path
    } else if let full = world.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
      url = full
    } else {
      return .nothing("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set")
    }
    let (endpoint, path, query) = try Self.split(url)
    var headers = [
      SignableRequest.Header("Host", endpoint.authority),
      SignableRequest.Header("Accept", "application/json"),
    ]
    if let token = try token() { headers.append(.init("Authorization", token.exposeSecret())) }
    let response = try await ask(
      WireRequest(
        method: "GET", endpoint: endpoint, path: path, query: query, headers: headers, seconds: 2,
        wantedBytes: 64 << 10))
    guard let fields = JSONFields(response.body), let id = fields["AccessKeyId"],
      let secret = fields["SecretAccessKey"], let token = fields["Token"],
      let expiration = fields.date("Expiration")
    else {
      throw AWSError.credentials(
        "ContainerCredentials", "\(endpoint.text) answered, but not with credentials.")
    }
    return .found(
      ResolvedCredentials(
        credentials: Credentials(
          accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
          expiration: expiration), source: "the container’s agent at \(endpoint.authority)"))
  }

  /// Asks up to three times, with a second between.
  private func ask(_ request: WireRequest) async throws -> WireResponse {
    var reason = ""
    for attempt in 1...3 {
      if attempt > 1 { try await world.clock.sleep(1) }
      do throws(TransportFailure) {
        let response = try await world.transport.send(request)
        if response.status == 200 { return response }
        reason = "it answered \(response.status)"
      } catch {
        if error.kind == .cancelled { throw CancellationError() }
        reason = error.reason
      }
    }
    throw AWSError.credentials(
      "ContainerCredentials",
      "\(request.endpoint.text) gave no credentials for this container: \(reason).")
  }

  /// The file is read again each time, since its token is short-lived.
  private func token() throws -> SecretValue? {
    var text: String?
    if let path = world.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
      do {
        text = try world.files.contents(of: path)
      } catch {
        text = nil
      }
      guard text != nil else {
        throw AWSError.credentials(
          "ContainerCredentials",
          "\(path), which AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names, cannot be read.")
      }
    } else {
      text = world.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
    }
    guard let text else { return nil }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw AWSError.credentials(
        "ContainerCredentials",
        "The container’s authorization token has characters that no header may hold.")
    }
    return SecretValue(text)
  }

  private static func split(
    _ url: String
  ) throws(AWSError) -> (endpoint: Endpoint, path: String, query: String) {
    do throws(AWSError) {
      return try Endpoint.split(
        url, source: "AWS_CONTAINER_CREDENTIALS_FULL_URI", allowsPlain: Self.isTrusted)
    } catch  where error.code == "PlainEndpoint" {
      // No option allows it here.
      throw AWSError.credentials(
        "ContainerCredentials",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is plain http, which is spoken with this machine and "
          + "with the agents of ECS and EKS only.")
    } catch {
      throw error
    }
  }

  /// Hosts that plain http is spoken with.
  private static func isTrusted(_ host: String) -> Bool {
    Endpoint.isLoopback(host)
      || ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(host.lowercased())
  }
}
