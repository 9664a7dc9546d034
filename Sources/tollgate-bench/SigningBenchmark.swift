import Foundation
import SigV4

/// Signs one typical request over and over, beside botocore's signer.
struct SigningBenchmark {
  /// What to measure with.
  var options: BenchOptions

  /// The row of the table.
  func rows() throws -> [BenchRow] {
    let request = SignableRequest(
      method: "PATCH", path: "/usageplans/abc",
      headers: [
        .init("Host", "apigateway.us-east-1.amazonaws.com"), .init("Accept", "application/json"),
        .init("Content-Type", "application/json"),
      ],
      body: Array(
        #"{"patchOperations": [{"op": "replace", "path": "/throttle/rateLimit", "value": "10"}]}"#
          .utf8))
    let credentials = Credentials(
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: SecretValue("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
    let signer = Signer(region: "us-east-1", service: "apigateway")
    let date = Date(timeIntervalSince1970: 1_440_938_160)

    let count = 20_000
    var signature = ""
    let rounds = (0..<max(options.rounds, 5)).map { _ in
      seconds {
        for _ in 0..<count {
          signature = signer.sign(request, credentials: credentials, date: date).signature
        }
      } / Double(count)
    }
    let theirs = try Rival(options).json("signing.py", [], as: Theirs.self)
    guard theirs.signature == signature else {
      throw BenchError("botocore signs \(theirs.signature), we sign \(signature)")
    }
    let ratio = theirs.seconds / median(rounds)
    return [
      BenchRow(
        what: "signing a typical request, against botocore's signer",
        ours: "\(text(median(rounds) * 1e6)) µs", theirs: "\(text(theirs.seconds * 1e6)) µs",
        ratio: "\(text(ratio)) times as fast", target: "≥ 15 times as fast", isMet: ratio >= 15)
    ]
  }

  private struct Theirs: Decodable {
    var seconds: Double
    var signature: String
  }
}
