import SigV4
import TestSupport
import Testing

@Suite(
  "The published cases, header form",
  .enabled(
    if: Repository.signatureSuite != nil, "the published suite is not at ../shared/sigv4-suite"))
struct SuiteTests {
  static let cases = Result { try SuiteCase.all(in: Repository.signatureSuite) }

  @Test("There are 38 cases")
  func count() throws {
    #expect(try Self.cases.get().count == 38)
  }

  @Test(
    "Canonical request, string to sign and signature are the published ones",
    arguments: (try? cases.get()) ?? [])  // a suite that cannot be read fails the test above
  func published(_ test: SuiteCase) {
    let canonical = test.signer.canonicalRequest(
      test.request, credentials: test.credentials, date: test.date)
    #expect(canonical.text == test.canonicalRequest)
    #expect(
      test.signer.stringToSign(test.request, credentials: test.credentials, date: test.date)
        == test.stringToSign)
    let signed = test.signer.sign(test.request, credentials: test.credentials, date: test.date)
    #expect(signed.signature == test.signature)
  }
}
