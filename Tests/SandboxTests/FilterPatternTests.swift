import Testing

@testable import Sandbox

@Suite("Filter patterns")
struct FilterPatternTests {
  private static let line =
    #"{"apiKeyId":"abc","status":"403","bytes":120,"nested":{"list":[1,"two"]},"agent":"x y"}"#

  private func matches(_ pattern: String?, _ line: String = line) throws -> Bool {
    try FilterPattern(pattern).matches(line)
  }

  @Test("Terms: all of the plain ones, any of the optional ones, none of the excluded ones")
  func terms() throws {
    #expect(try matches(nil))
    #expect(try matches("   "))
    #expect(try matches("abc"))
    #expect(try matches("abc status"))
    #expect(try !matches("abc ABC"))
    #expect(try matches(#""x y""#))
    #expect(try !matches(#""x  y""#))
    #expect(try matches("?nowhere ?abc"))
    #expect(try !matches("?nowhere ?neither"))
    #expect(try matches("abc ?nowhere"))
    #expect(try !matches("abc -status"))
    #expect(try matches(#"-"403.""#))
  }

  @Test(
    "Conditions on fields",
    arguments: [
      (#"{ $.apiKeyId = "abc" }"#, true), (#"{$.apiKeyId="abd"}"#, false),
      (#"{ $.apiKeyId = abc }"#, true), (#"{ $.apiKeyId = "a*c" }"#, true),
      (#"{ $.apiKeyId = "*b" }"#, false), (#"{ $.apiKeyId != "abc" }"#, false),
      (#"{ $.missing != "abc" }"#, false), (#"{ $.missing NOT EXISTS }"#, true),
      (#"{ $.bytes >= 120 && $.bytes < 121 }"#, true), (#"{ $.bytes > 120 }"#, false),
      (#"{ $.bytes = 120.0 }"#, true), (#"{ $.status = 403 }"#, true),
      (#"{ $.status != 403 }"#, false), (#"{ $.status > 400 }"#, false),
      (#"{ $.nested.list[1] = "two" }"#, true), (#"{ $.nested.list[2] = "two" }"#, false),
      (#"{ $.apiKeyId = "x" || $.bytes = 120 && $.status = "403" }"#, true),
      (#"{ ($.apiKeyId = "x" || $.bytes = 120) && $.status = "200" }"#, false),
    ])
  func conditions(pattern: String, wanted: Bool) throws {
    #expect(try matches(pattern) == wanted)
    #expect(try !matches(pattern, "no JSON"))
  }

  @Test(
    "What cannot be read is refused",
    arguments: [
      ("a.b", "Invalid character(s) in term 'a.b'"), (#""open"#, "Invalid filter pattern"),
      ("{ $.a }", "Invalid filter pattern"), (#"{ $.a > "b" }"#, "Invalid filter pattern"),
      ("{ $.a = 1", "Invalid filter pattern"), ("{ $ = 1 }", "Invalid filter pattern"),
      ("{ $.a = 1 } x", "Invalid filter pattern"), ("{ ($.a = 1 }", "Invalid filter pattern"),
    ])
  func refused(pattern: String, sentence: String) {
    #expect(throws: ServiceFault.invalidParameter(sentence)) { try FilterPattern(pattern) }
  }

  @Test("Texts that must be there")
  func texts() throws {
    #expect(try FilterPattern(#"{ $.a = "b" && $.c != "d" && $.e = "f*" }"#).texts == ["b"])
    #expect(try FilterPattern(#"{ $.a = "b" || $.c = "d" }"#).texts == [])
    #expect(try FilterPattern(#"abc "d e" ?f -g"#).texts == ["abc", "d e"])
  }
}

@Suite("Access log formats")
struct AccessFormatTests {
  private let record = AccessRecord(
    at: 1_773_835_200_123, requestID: "0a1b2c3d-0000-4000-8000-000000000000", api: "api",
    stage: "prod", method: "GET", path: "/orders/7", resource: "/orders/{id}", keyID: "key",
    keyValue: nil, sourceIp: "192.0.2.1", userAgent: "say \"hi\"\n", status: 429,
    responseType: "THROTTLED", errorMessage: "Too Many Requests", responseLength: 31, latency: 5)

  @Test("Variables are filled in, and what there is not is a dash")
  func filled() {
    let line = AccessFormat(
      "$context.requestTimeEpoch $context.requestTime [$context.path] $context.resourcePath."
        + "$context.identity.apiKey $context.identity.userAgent $context.unheardOf "
        + "$context.error.messageString/$context.integrationStatus end"
    ).line(record)
    #expect(
      line == "1773835200123 18/Mar/2026:12:00:00 +0000 [/prod/orders/7] /orders/{id}.- "
        + "say \\\"hi\\\"  - \"Too Many Requests\"/- end")
  }
}
