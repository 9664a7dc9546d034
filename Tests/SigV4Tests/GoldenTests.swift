import SigV4
import Testing

@Suite("Signatures made with botocore once")
struct GoldenTests {
  @Test("Requests of API Gateway", arguments: GoldenCase.all)
  func golden(_ test: GoldenCase) {
    let signed = Example.signer.sign(
      test.request, credentials: Example.credentials, date: Example.date)
    #expect(signed.signature == test.signature)
  }

  @Test("The whole Authorization header, and what is added besides")
  func headers() {
    var credentials = Example.credentials
    credentials.sessionToken = SecretValue("token/of+a=session")
    let signed = Example.signer.sign(
      SignableRequest(method: "GET", path: "/", headers: [.init("Host", "example.com")]),
      credentials: credentials, date: Example.date)
    #expect(
      signed.headers == [
        .init("X-Amz-Date", "20150830T123600Z"),
        .init("X-Amz-Security-Token", "token/of+a=session"),
        .init(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/apigateway/aws4_request, "
            + "SignedHeaders=host;x-amz-date;x-amz-security-token, "
            + "Signature=\(signed.signature)"),
      ])
  }

  @Test("A request that was signed once can be signed again")
  func again() {
    let request = GoldenCase.all[0].request
    let first = Example.signer.sign(
      request, credentials: Example.credentials, date: Example.date)
    var sent = request
    sent.headers += first.headers
    let second = Example.signer.sign(sent, credentials: Example.credentials, date: Example.date)
    #expect(second == first)
  }

  @Test("Derived keys are made once a day, region, service and secret")
  func cache() {
    let cache = SigningKeyCache(capacity: 2)
    for _ in 0..<3 {
      _ = Signer(region: "a", service: "s", cache: cache)
        .sign(GoldenCase.all[2].request, credentials: Example.credentials, date: Example.date)
    }
    #expect(cache.count == 1)
    for region in ["b", "c"] {
      _ = Signer(region: region, service: "s", cache: cache)
        .sign(GoldenCase.all[2].request, credentials: Example.credentials, date: Example.date)
    }
    #expect(cache.count == 1)
  }

  @Test("Secrets print as dots, however they are printed")
  func secret() {
    let secret = SecretValue("wJalrXUtnFEMI")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect("\(secret)" == "••••")
    #expect(String(reflecting: secret) == "••••")
    #expect(!dumped.contains("wJalr"))
    #expect(!String(describing: Example.credentials).contains("wJalr"))
    #expect(secret == SecretValue("wJalrXUtnFEMI"))
    #expect(secret != SecretValue("wJalrXUtnFEMJ"))
  }
}
