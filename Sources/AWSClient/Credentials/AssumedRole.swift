import Foundation
import SigV4

/// The two operations of STS that give a role's credentials.
struct AssumedRole: Sendable {
  var world: CredentialsWorld

  /// What is asked for.
  struct Wish: Sendable {
    var roleARN: String
    var sessionName: String?
    var externalId: String?
    var duration: Int?
    var mfaSerial: String?
    var mfaCode: SecretValue?
    var webIdentityToken: SecretValue?
  }

  /// Asks for a role's credentials; with a web identity's token nothing is signed.
  ///
  /// - Throws: ``AWSError``, `CancellationError`.
  func get(_ wish: Wish, signedBy credentials: Credentials?) async throws -> Credentials {
    let operation =
      wish.webIdentityToken == nil ? "AssumeRole" : "AssumeRoleWithWebIdentity"
    let name =
      wish.sessionName ?? "tollgate-\(Int(world.clock.date().timeIntervalSince1970))"
    let members: [(String, String?)] = [
      ("Action", operation), ("Version", "2011-06-15"), ("RoleArn", wish.roleARN),
      ("RoleSessionName", name), ("ExternalId", wish.externalId),
      ("DurationSeconds", wish.duration.map(String.init)), ("SerialNumber", wish.mfaSerial),
      ("TokenCode", wish.mfaCode?.exposeSecret()),
      ("WebIdentityToken", wish.webIdentityToken?.exposeSecret()),
    ]
    let body = members.compactMap { name, value in
      value.map { "\(name)=\(PercentEncoding.encode($0))" }
    }.joined(separator: "&")
    let request = AWSRequest(
      .sts, operation, "POST", [""],
      headers: [.init("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: Array(body.utf8), isMutating: false, hasSecretBody: true, hasSecretAnswer: true)
    let response = try await world.send(request, region: world.region, signedBy: credentials)
    return try Self.read(response, request)
  }

  /// Reads the credentials as XML, or as JSON, which the real service sends to those who accept it.
  private static func read(
    _ response: WireResponse, _ request: AWSRequest
  ) throws(AWSError) -> Credentials {
    var field: (String) -> String? = { _ in nil }
    if let json = JSONFields(response.body) {
      let prefix = "\(request.operation)Response.\(request.operation)Result.Credentials."
      field = { json[prefix + $0] }
    } else {
      let xml = String(decoding: response.body, as: UTF8.self)
      field = { XMLText.content(of: $0, in: xml) }
    }
    guard let id = field("AccessKeyId"), let secret = field("SecretAccessKey"),
      let token = field("SessionToken"), let text = field("Expiration"),
      let expiration = JSONFields.date(of: text)
        ?? Double(text).map({ Date(timeIntervalSince1970: $0) })
    else {
      throw .unreadable(
        request, status: response.status, requestId: response.header("x-amzn-requestid"),
        why: "is not what STS answers")
    }
    return Credentials(
      accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
      expiration: expiration)
  }
}
