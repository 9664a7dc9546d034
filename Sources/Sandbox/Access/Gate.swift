import Foundation
import SigV4

/// Lets in what is signed rightly, and says where it wants to go.
struct Gate: Sendable {
  /// Who asks, and for what.
  struct Pass: Sendable, Equatable {
    /// The caller's access key id.
    var accessKeyId: String
    /// The region of the scope; all of them show the same data.
    var region: String
    /// The signing name of the scope.
    var service: String
  }

  private let verifier = Verifier()

  /// Checks signature, scope and clock.
  func admit(_ request: WireRequest, at now: Date) throws(ServiceFault) -> Pass {
    let signable = SignableRequest(
      method: request.method, path: request.path, query: request.query,
      headers: request.headers.map { SignableRequest.Header($0.name, $0.value) },
      body: request.body)
    let identity: Verifier.Identity
    do throws(Verifier.Refusal) {
      identity = try verifier.verify(signable, at: now) { SandboxIdentity.credentials(for: $0) }
    } catch {
      throw Self.fault(for: error)
    }
    guard Self.isRegion(identity.region) else {
      throw .invalidSignature("Credential should be scoped to a valid region. ")
    }
    return Pass(
      accessKeyId: identity.accessKeyId, region: identity.region, service: identity.service)
  }

  /// The service that an unverified request says it wants; decides only how a refusal is worded.
  static func claimedService(_ request: WireRequest) -> String? {
    guard let header = request.header("authorization"),
      let start = header.range(of: "Credential=")?.upperBound
    else { return nil }
    let credential = header[start...].prefix { $0 != "," && $0 != " " }
    let parts = credential.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count >= 5 ? String(parts[parts.count - 2]) : nil
  }

  private static func fault(for refusal: Verifier.Refusal) -> ServiceFault {
    switch refusal {
    case .missingAuthenticationToken:
      ServiceFault(
        status: 403, code: "MissingAuthenticationTokenException",
        message: "Missing Authentication Token")
    case .incompleteSignature(let text):
      ServiceFault(status: 403, code: "IncompleteSignatureException", message: text)
    case .unrecognizedClient:
      ServiceFault(
        status: 403, code: "UnrecognizedClientException",
        message: "The security token included in the request is invalid.")
    case .invalidSignature(let text):
      .invalidSignature(text)
    case .expiredToken:
      ServiceFault(
        status: 403, code: "ExpiredTokenException",
        message: "The security token included in the request is expired")
    }
  }

  /// `us-east-1`, `ap-southeast-2`, `us-gov-west-1`.
  private static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, number.allSatisfy(\.isNumber) else {
      return false
    }
    return parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter } }
  }
}

extension ServiceFault {
  /// The signature or its scope is wrong.
  static func invalidSignature(_ text: String) -> ServiceFault {
    ServiceFault(status: 403, code: "InvalidSignatureException", message: text)
  }
}
