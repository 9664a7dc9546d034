import Foundation
import SigV4
import Testing

/// One case of the published suite, read from its folder.
struct SuiteCase: CustomTestStringConvertible, Sendable {
  struct Context: Decodable {
    struct Pair: Decodable {
      var access_key_id: String
      var secret_access_key: String
      var token: String?
    }

    var credentials: Pair
    var region: String
    var service: String
    var timestamp: String
    var normalize: Bool
    var sign_body: Bool
    var omit_session_token: Bool?
  }

  let name: String
  let request: SignableRequest
  let signer: Signer
  let credentials: Credentials
  let date: Date
  let canonicalRequest: String
  let stringToSign: String
  let signature: String

  var testDescription: String { name }

  init(folder: URL) throws {
    func text(_ file: String) throws -> String {
      try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    name = folder.lastPathComponent
    let context = try JSONDecoder().decode(
      Context.self, from: Data(contentsOf: folder.appending(path: "context.json")))
    request = try Self.parse(text("request.txt"))
    signer = Signer(
      region: context.region, service: context.service, normalizesPath: context.normalize,
      sendsContentHash: context.sign_body,
      omitsSessionToken: context.omit_session_token ?? false)
    credentials = Credentials(
      accessKeyId: context.credentials.access_key_id,
      secretAccessKey: SecretValue(context.credentials.secret_access_key),
      sessionToken: context.credentials.token.map { SecretValue($0) })
    date = try Date(context.timestamp, strategy: .iso8601)
    canonicalRequest = try text("header-canonical-request.txt")
    stringToSign = try text("header-string-to-sign.txt")
    signature = try text("header-signature.txt")
  }

  /// Reads a request as the suite writes them: spaces in the path are raw, header lines may be
  /// folded, and the blank line before an empty body may be missing.
  private static func parse(_ text: String) throws -> SignableRequest {
    let head: Substring
    let body: Substring
    if let blank = text.range(of: "\n\n") {
      head = text[..<blank.lowerBound]
      body = text[blank.upperBound...]
    } else {
      head = text[...]
      body = ""
    }
    var lines = head.split(separator: "\n", omittingEmptySubsequences: true)
    let first = lines.removeFirst()
    let method = first.prefix { $0 != " " }
    let target = first.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)
    var headers: [SignableRequest.Header] = []
    for line in lines {
      if line.first == " " || line.first == "\t" {
        headers[headers.count - 1].value += "\n" + line
      } else {
        let name = line.prefix { $0 != ":" }
        headers.append(
          SignableRequest.Header(String(name), String(line.dropFirst(name.count + 1))))
      }
    }
    let path = target.prefix { $0 != "?" }
    return SignableRequest(
      method: String(method), path: String(path),
      query: String(target.dropFirst(path.count + 1)), headers: headers, body: Array(body.utf8))
  }
}

extension SuiteCase {
  /// All cases; empty where the suite is missing.
  static func all(in suite: URL?) throws -> [SuiteCase] {
    guard let suite else { return [] }
    return try FileManager.default.contentsOfDirectory(at: suite, includingPropertiesForKeys: nil)
      .filter {
        FileManager.default.fileExists(atPath: $0.appending(path: "context.json").path)
      }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try SuiteCase(folder: $0) }
  }
}
