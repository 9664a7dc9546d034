import Foundation
import SigV4
import TestSupport
import Testing

/// A random request in the form that the Python script reads.
private struct RandomCase: Encodable {
  var method: String
  var path: String
  var query: String
  var headers: [[String]]
  var body: String
  var access: String
  var secret: String
  var token: String
  var region: String
  var service: String
  var stamp: String
}

@Suite("Random requests against botocore's signer")
struct BotocoreTests {
  static let count = 4000

  @Test(
    "Thousands of requests get the same signature",
    .enabled(if: Repository.pythonWithBotocore != nil, "no Python with botocore on this machine"))
  func random() throws {
    var generator = SplitMix64(seed: 20_260_101)
    var requests: [(request: SignableRequest, credentials: Credentials, date: Date)] = []
    var lines = Data()
    let encoder = JSONEncoder()
    for _ in 0..<Self.count {
      let made = Self.request(&generator)
      requests.append(made)
      let body = made.request.body.map { String(format: "%02x", $0) }.joined()
      let line = RandomCase(
        method: made.request.method, path: made.request.path, query: made.request.query,
        headers: made.request.headers.map { [$0.name, $0.value] }, body: body,
        access: made.credentials.accessKeyId,
        secret: made.credentials.secretAccessKey.exposeSecret(),
        token: made.credentials.sessionToken?.exposeSecret() ?? "", region: "eu-central-1",
        service: "apigateway", stamp: Timestamp(made.date).full)
      lines += try encoder.encode(line) + Data("\n".utf8)
    }
    let theirs = try Self.botocore(lines)
    #expect(theirs.count == Self.count)
    let signer = Signer(region: "eu-central-1", service: "apigateway")
    for (made, signature) in zip(requests, theirs) {
      let ours = signer.sign(made.request, credentials: made.credentials, date: made.date)
      #expect(ours.signature == signature, "\(made.request)")
    }
  }

  private static func botocore(_ lines: Data) throws -> [Substring] {
    let python = try #require(Repository.pythonWithBotocore)
    let input = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-signer-\(UUID().uuidString).jsonl")
    try lines.write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }  // a leftover file harms nobody
    let process = Process()
    process.executableURL = URL(filePath: python)
    let script = Repository.root.appending(path: "Tests/Interop/signer_random.py").path
    process.arguments = (python.hasSuffix("env") ? ["python3"] : []) + [script]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }

  private static let characters =
    Array("abcXYZ019-._~ !\"#$%&'()*+,/:;<=>?@[]^`{|}äßሴ漢😀é\u{301}")

  private static func text(_ generator: inout SplitMix64, upTo limit: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...limit, using: &generator) {
      text.append(characters.randomElement(using: &generator) ?? "a")
    }
    return text
  }

  private static func request(
    _ generator: inout SplitMix64
  ) -> (request: SignableRequest, credentials: Credentials, date: Date) {
    let methods = ["GET", "PUT", "POST", "PATCH", "DELETE"]
    var path = ""
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      path += "/" + PercentEncoding.encode(text(&generator, upTo: 12))
    }
    var pairs: [String] = []
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      let name = "n" + PercentEncoding.encode(text(&generator, upTo: 3))
      let value = PercentEncoding.encode(text(&generator, upTo: 10))
      pairs.append(Bool.random(using: &generator) ? "\(name)=\(value)" : "\(name)=")
      if Int.random(in: 0..<4, using: &generator) == 0 { pairs.append("\(name)=\(value)") }
    }
    var headers = [
      SignableRequest.Header("Host", "apigateway.eu-central-1.amazonaws.com"),
      SignableRequest.Header("Accept", "application/json"),
    ]
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let names = ["X-Custom", "x-custom", "X-Amz-Meta-A", "Zeta", "Beta-Header"]
      let values = ["  a   b ", "plain", "x,y", "tab\tand  spaces", "", "ä  ö"]
      headers.append(
        SignableRequest.Header(
          names.randomElement(using: &generator) ?? "A",
          values.randomElement(using: &generator) ?? ""))
    }
    let body = Array(text(&generator, upTo: 60).utf8)
    let credentials = Credentials(
      accessKeyId: "AKIDRANDOM",
      secretAccessKey: SecretValue("secret/\(Int.random(in: 0..<8, using: &generator))+"),
      sessionToken: Bool.random(using: &generator) ? SecretValue("tok/en+=") : nil)
    let date = Date(
      timeIntervalSince1970: Double(Int.random(in: 0..<2_000_000_000, using: &generator)))
    return (
      SignableRequest(
        method: methods.randomElement(using: &generator) ?? "GET", path: path,
        query: pairs.joined(separator: "&"), headers: headers, body: body),
      credentials, date
    )
  }
}
