import Foundation
import SigV4
import Testing

@Suite("Verification")
struct VerifierTests {
  let verifier = Verifier()

  func signed(
    _ request: SignableRequest = GoldenCase.all[0].request,
    credentials: Credentials = Example.credentials, at date: Date = Example.date
  ) -> SignableRequest {
    var sent = request
    sent.headers += Example.signer.sign(request, credentials: credentials, date: date).headers
    return sent
  }

  func verify(
    _ request: SignableRequest, at date: Date = Example.date,
    known: Credentials = Example.credentials
  ) throws -> Verifier.Identity {
    try verifier.verify(request, at: date) { $0 == known.accessKeyId ? known : nil }
  }

  @Test("What the signer signs is accepted", arguments: GoldenCase.all)
  func accepted(_ test: GoldenCase) throws {
    #expect(
      try verify(signed(test.request))
        == Verifier.Identity(
          accessKeyId: "AKIDEXAMPLE", region: "us-east-1", service: "apigateway"))
  }

  static let mismatch = Verifier.Refusal.invalidSignature(
    "The request signature we calculated does not match the signature you provided. Check your AWS "
      + "Secret Access Key and signing method. Consult the service documentation for details.")

  @Test("Whatever is changed on the way is noticed")
  func tampered() {
    let good = signed()
    var changes = Array(repeating: good, count: 6)
    changes[0].method = "POST"
    changes[1].path += "4"
    changes[2].query = "a=b"
    changes[3].body.append(0x20)
    changes[4].headers[0].value = "*/*"
    changes[5].headers.removeFirst()
    for change in changes {
      #expect(throws: Self.mismatch) { try verify(change) }
    }
  }

  @Test("A header that is not signed may be added on the way")
  func addedHeader() throws {
    var sent = signed()
    sent.headers.append(.init("Via", "1.1 proxy"))
    _ = try verify(sent)
  }

  @Test("Wrong secret, unknown key, no signature")
  func strangers() {
    var wrong = Example.credentials
    wrong.secretAccessKey = SecretValue("another")
    #expect(throws: Self.mismatch) { try verify(signed(credentials: wrong)) }
    wrong.accessKeyId = "AKIDOTHER"
    #expect(throws: Verifier.Refusal.unrecognizedClient) {
      try verify(signed(credentials: wrong))
    }
    #expect(throws: Verifier.Refusal.missingAuthenticationToken) {
      try verify(GoldenCase.all[0].request)
    }
  }

  @Test("Five minutes either way, no more")
  func clock() throws {
    let sent = signed()
    _ = try verify(sent, at: Example.date + 300)
    _ = try verify(sent, at: Example.date - 300)
    #expect(
      throws: Verifier.Refusal.invalidSignature(
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z "
          + "(20150830T124101Z - 5 min.)")
    ) { try verify(sent, at: Example.date + 301) }
    #expect(
      throws: Verifier.Refusal.invalidSignature(
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z "
          + "(20150830T123059Z + 5 min.)")
    ) { try verify(sent, at: Example.date - 301) }
  }

  @Test("Session tokens belong to their key")
  func tokens() throws {
    var temporary = Example.credentials
    temporary.sessionToken = SecretValue("session")
    temporary.expiration = Example.date + 60
    _ = try verify(signed(credentials: temporary), known: temporary)
    #expect(throws: Verifier.Refusal.unrecognizedClient) {
      try verify(signed(), known: temporary)
    }
    #expect(throws: Verifier.Refusal.unrecognizedClient) {
      try verify(signed(credentials: temporary))
    }
    #expect(throws: Verifier.Refusal.expiredToken) {
      try verify(signed(credentials: temporary), at: Example.date + 60, known: temporary)
    }
  }

  @Test(
    "Headers that cannot be read",
    arguments: [
      ("Basic abc", "Unsupported AWS 'algorithm': 'Basic'."),
      (
        "AWS4-HMAC-SHA256 Credential=a/20150830/r/s/aws4_request, Signature=00",
        "Authorization header requires 'SignedHeaders' parameter. "
      ),
      (
        "AWS4-HMAC-SHA256 rubbish",
        "'rubbish' not a valid key=value pair (missing equal-sign) in Authorization header."
      ),
      (
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00",
        "Credential must have at least 5 slash-delimited elements, e.g. "
          + "keyid/date/region/service/term, got 'a/b'"
      ),
    ])
  func unreadable(_ header: String, _ sentence: String) {
    var request = GoldenCase.all[2].request
    request.headers.append(.init("X-Amz-Date", "20150830T123600Z"))
    request.headers.append(.init("Authorization", header))
    #expect(throws: Verifier.Refusal.incompleteSignature(sentence)) { try verify(request) }
  }

  @Test("The day of the scope is the day of the request")
  func scope() {
    var sent = signed()
    for index in sent.headers.indices {
      sent.headers[index].value = sent.headers[index].value
        .replacingOccurrences(of: "/20150830/", with: "/20150829/")
    }
    #expect(
      throws: Verifier.Refusal.invalidSignature(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
          + "'20150829' != '20150830', from '20150830T123600Z'.")
    ) { try verify(sent) }
  }
}
