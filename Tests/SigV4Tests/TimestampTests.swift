import Foundation
import SigV4
import Testing

@Suite("Timestamps and percent-encoding")
struct TimestampTests {
  @Test(
    "Instants around leap days, years and centuries",
    arguments: [
      (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"),
      (951_782_400, "20000229T000000Z"), (1_440_938_160, "20150830T123600Z"),
      (1_709_251_199, "20240229T235959Z"), (1_767_225_599, "20251231T235959Z"),
      (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
    ])
  func format(_ seconds: Int, _ text: String) {
    let date = Date(timeIntervalSince1970: Double(seconds))
    #expect(Timestamp(date).full == text)
    #expect(Timestamp(date).day == String(text.prefix(8)))
    #expect(Timestamp.parse(text) == date)
  }

  @Test(
    "What is no timestamp",
    arguments: [
      "", "20150830", "2015-08-30T12:36:00Z", "20151330T123600Z", "20150830T243600Z",
      "20150830t123600Z", "2015083OT123600Z",
    ])
  func refuse(_ text: String) {
    #expect(Timestamp.parse(text) == nil)
  }

  @Test("Fractions are cut off, not rounded")
  func fractions() {
    #expect(Timestamp(Date(timeIntervalSince1970: 0.999)).full == "19700101T000000Z")
  }

  @Test(
    "Encoding is undone by decoding",
    arguments: [
      ("a-b_c.d~e", "a-b_c.d~e"), ("a b", "a%20b"), ("a+b/c:d", "a%2Bb%2Fc%3Ad"),
      ("ሴ", "%E1%88%B4"), ("100%", "100%25"), ("", ""),
    ])
  func encoding(_ plain: String, _ encoded: String) {
    #expect(PercentEncoding.encode(plain) == encoded)
    #expect(PercentEncoding.decode(encoded) == plain)
  }

  @Test("What cannot be decoded", arguments: ["%", "%4", "%G0", "%ff"])
  func undecodable(_ text: String) {
    #expect(PercentEncoding.decode(text) == nil)
  }
}
