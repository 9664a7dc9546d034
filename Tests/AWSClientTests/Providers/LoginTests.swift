import Crypto
import Foundation
import SigV4
import Synchronization
import Testing

@testable import AWSClient

/// What `aws login` left, and how it is renewed.
@Suite("aws login")
struct LoginTests {
  /// One key in both forms that files have.
  private static let sec1 = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEICkt+/jsz+yGgmXzHPBgBVu2rzZhZ18TzMydPavb2xWVoAoGCCqGSM49
    AwEHoUQDQgAETASXwXGyi++eh/+I8wMxluEfoago7Y05Tg+jIiMqjWP3ta74OcE+
    F8OT6nOX9tQixHPxb0wJpCoH5k3hZPcf1Q==
    -----END EC PRIVATE KEY-----
    """
  private static let pkcs8 = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKS37+OzP7IaCZfMc
    8GAFW7avNmFnXxPMzJ09q9vbFZWhRANCAARMBJfBcbKL756H/4jzAzGW4R+hqCjt
    jTlOD6MiIyqNY/e1rvg5wT4Xw5Pqc5f21CLEc/FvTAmkKgfmTeFk9x/V
    -----END PRIVATE KEY-----
    """

  private final class Disk: Sendable {
    let text: Mutex<String?>
    let written = Mutex<[String]>([])
    init(_ text: String?) { self.text = Mutex(text) }
  }

  private static func file(_ end: String, key: String? = sec1, refresh: String? = "rt-1") -> String
  {
    var text =
      #"{"accessToken":{"accessKeyId":"ASIAOLD","secretAccessKey":"old","sessionToken":"t-old","#
      + #""accountId":"012345678901","expiresAt":"\#(end)"},"tokenType":"aws_sigv4","#
      + #""idToken":"id/1","clientId":"arn:aws:signin:::devtools/same-device","numbers":[1,2.5,true]"#
    if let refresh { text += #","refreshToken":"\#(refresh)""# }
    if let key { text += #","dpopKey":"\#(key.replacing("\n", with: "\\n"))\n""# }
    return text + "}"
  }

  private static let answer = ScriptedTransport.Reply.json(
    #"{"accessToken":{"accessKeyId":"ASIANEW","secretAccessKey":"new","sessionToken":"t-new"},"#
      + #""tokenType":"aws_sigv4","expiresIn":900,"refreshToken":"rt-2"}"#)

  private static func surroundings(_ disk: Disk, renews: Bool = true) -> Surroundings {
    var surroundings = Surroundings(
      profile: "in", environment: ["HOME": "/h"],
      readFile: { path in
        if path == "/h/.aws/config" {
          return "[profile in]\nlogin_session = arn:aws:iam::1:user/me\n"
        }
        return path.hasPrefix("/h/.aws/login/cache/") ? disk.text.withLock { $0 } : nil
      },
      writeFile: { path, text in
        disk.written.withLock { $0.append(path) }
        disk.text.withLock { $0 = text }
      })
    surroundings.renewsTokens = renews
    return surroundings
  }

  private static func part(_ text: Substring) -> Data? {
    var text = text.replacing("-", with: "+").replacing("_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    return Data(base64Encoded: String(text))
  }

  @Test("More than five minutes before the end nothing is sent")
  func fresh() async throws {
    let disk = Disk(Self.file("2026-01-31T12:05:01Z"))
    let network = ScriptedTransport([])
    let found = try await Self.surroundings(disk).resolvedCredentials(network)
    #expect(found.credentials.accessKeyId == "ASIAOLD")
    #expect(found.renewal == .byItself)
    #expect(network.requests.isEmpty)
    #expect(disk.written.withLock { $0.isEmpty })
  }

  @Test("They are renewed with a proof that is signed by the key of the file, in either form")
  func renewed() async throws {
    for key in [Self.sec1, Self.pkcs8] {
      let disk = Disk(Self.file("2026-01-31T12:04:59Z", key: key))
      let network = ScriptedTransport([Self.answer])
      let found = try await Self.surroundings(disk).resolvedCredentials(network)
      #expect(
        found
          == ResolvedCredentials(
            credentials: Credentials(
              accessKeyId: "ASIANEW", secretAccessKey: SecretValue("new"),
              sessionToken: SecretValue("t-new"),
              expiration: Date(timeIntervalSince1970: 1_769_860_800 + 900)),
            source: "aws login of profile in"))
      let request = try #require(network.requests.first)
      #expect(network.requests.count == 1)
      #expect(request.endpoint.text == "https://eu-west-1.signin.aws.amazon.com")
      #expect("\(request.method) \(request.target)" == "POST /v1/token")
      #expect(request.header("authorization") == nil)
      #expect(request.header("content-type") == "application/json")
      #expect(
        String(decoding: request.body, as: UTF8.self)
          == #"{"clientId":"arn:aws:signin:::devtools/same-device","grantType":"refresh_token","refreshToken":"rt-1"}"#
      )
      try Self.check(try #require(request.header("dpop")))
      let kept = try #require(disk.text.withLock { $0 })
      let all = try JSONSerialization.jsonObject(with: Data(kept.utf8)) as? NSDictionary
      let expected: NSDictionary = [
        "accessToken": [
          "accessKeyId": "ASIANEW", "secretAccessKey": "new", "sessionToken": "t-new",
          "accountId": "012345678901", "expiresAt": "2026-01-31T12:15:00Z",
        ] as NSDictionary,
        "tokenType": "aws_sigv4", "idToken": "id/1", "refreshToken": "rt-2",
        "clientId": "arn:aws:signin:::devtools/same-device", "numbers": [1, 2.5, true] as NSArray,
        "dpopKey": key + "\n",
      ]
      #expect(all == expected)
    }
  }

  private static func object(_ text: Substring) throws -> [String: Any] {
    let data = try #require(part(text))
    let found = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(found)
  }

  private static func check(_ proof: String) throws {
    let parts = proof.split(separator: ".")
    try #require(parts.count == 3)
    let header = try object(parts[0])
    #expect(header["typ"] as? String == "dpop+jwt")
    #expect(header["alg"] as? String == "ES256")
    let jwk = try #require(header["jwk"] as? [String: String])
    #expect(Set(jwk.keys) == ["kty", "crv", "x", "y"])
    #expect(jwk["kty"] == "EC")
    #expect(jwk["crv"] == "P-256")
    let claims = try object(parts[1])
    #expect(claims["htm"] as? String == "POST")
    #expect(claims["htu"] as? String == "https://eu-west-1.signin.aws.amazon.com/v1/token")
    #expect(claims["iat"] as? Int == 1_769_860_800)
    #expect(UUID(uuidString: claims["jti"] as? String ?? "") != nil)
    let x = try #require(part(Substring(jwk["x"] ?? "")))
    let y = try #require(part(Substring(jwk["y"] ?? "")))
    let own = try P256.Signing.PrivateKey(pemRepresentation: sec1)
    #expect(x + y == own.publicKey.rawRepresentation)
    let bytes = try #require(part(parts[2]))
    let signature = try P256.Signing.ECDSASignature(rawRepresentation: bytes)
    #expect(
      own.publicKey.isValidSignature(signature, for: Data("\(parts[0]).\(parts[1])".utf8)))
  }

  @Test("What cannot be renewed is used to its end; then the line to run is said")
  func ends() async throws {
    let refusal = ScriptedTransport.Reply.fault(401, "AccessDeniedException", "expired")
    let sentence = "The profile in has to log in again: run “aws login --profile in”."
    let near = Disk(Self.file("2026-01-31T12:04:00Z"))
    let network = ScriptedTransport([refusal])
    let used = try await Self.surroundings(near).resolvedCredentials(network)
    #expect(used.credentials.accessKeyId == "ASIAOLD")
    #expect(used.renewal == .byHand)
    #expect(network.requests.count == 1)
    for (text, replies, expected) in [
      (Self.file("2026-01-31T12:00:00Z"), [refusal], sentence),
      (Self.file("2026-01-31T11:00:00Z", key: nil), [], sentence),
      (
        Self.file("2026-01-31T11:00:00Z", key: "-----BEGIN X-----\nAAAA\n-----END X-----"), [],
        sentence
      ),
      (Self.file("2026-01-31T11:00:00Z", refresh: nil), [], sentence),
      ("{", [], "The profile in is not logged in: run “aws login --profile in”."),
      (nil, [], "The profile in is not logged in: run “aws login --profile in”."),
      (
        Self.file("2026-01-31T11:00:00Z"), [.json("{}")],
        "The answer to CreateOAuth2Token holds no credentials."
      ),
    ] as [(String?, [ScriptedTransport.Reply], String)] {
      let disk = Disk(text)
      let error = try await awsError {
        try await Self.surroundings(disk).resolvedCredentials(ScriptedTransport(replies))
      }
      #expect(error?.message == expected)
      #expect(disk.written.withLock { $0.isEmpty })
    }
  }

  @Test("A network that fails costs nothing while they work, and is said when they do not")
  func unreachable() async throws {
    let near = Disk(Self.file("2026-01-31T12:04:00Z"))
    let used = try await Self.surroundings(near).resolvedCredentials(ScriptedTransport([]))
    #expect(used.credentials.accessKeyId == "ASIAOLD")
    #expect(used.renewal == .byItself)
    let over = Disk(Self.file("2026-01-31T12:00:00Z"))
    let error = try await awsError {
      try await Self.surroundings(over).resolvedCredentials(ScriptedTransport([]))
    }
    #expect(error?.kind == .unreachable)
  }

  @Test("A mere look renews nothing")
  func look() async throws {
    let near = Disk(Self.file("2026-01-31T12:04:00Z"))
    let network = ScriptedTransport([Self.answer])
    let used = try await Self.surroundings(near, renews: false).resolvedCredentials(network)
    #expect(used.credentials.accessKeyId == "ASIAOLD")
    let over = Disk(Self.file("2026-01-31T12:00:00Z"))
    let error = try await awsError {
      try await Self.surroundings(over, renews: false).resolvedCredentials(network)
    }
    #expect(error?.code == "LoginRenewable")
    #expect(network.requests.isEmpty)
  }
}
