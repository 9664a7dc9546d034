import Testing

@testable import AWSClient

@Suite("The shared files' format")
struct ProfileFileTests {
  @Test("Sections, comments, blocks, lines that go on, indented sections")
  func reads() throws {
    let file = try ProfileFile(
      text: """
        # first
        ; second
          [profile  "two words"]
          region = eu-west-1
          role_arn = x
        [default]
        Region = us-east-1   # not this
        credential_process = /opt/tool --one
            --two "a # b"
            --three
        s3 =
          max_concurrent_requests = 20
          addressing_style=path ; comment
        output: json
        key = a=b:c#d;e
        [sso-session corp]
        \tsso_region = us-west-2
        [services local]
        api_gateway =
          endpoint_url = http://127.0.0.1:1
        sts =
          endpoint_url = http://127.0.0.1:2
        [default]
        region = us-west-1
        """, path: "f")
    #expect(
      file.sections == [
        "default": [
          "region": "us-west-1",
          "credential_process": "/opt/tool --one\n--two \"a\n--three", "s3": "",
          "s3.max_concurrent_requests": "20", "s3.addressing_style": "path", "output": "json",
          "key": "a=b:c#d;e",
        ], "profile two words": ["region": "eu-west-1", "role_arn": "x"],
        "sso-session corp": ["sso_region": "us-west-2"],
        "services local": [
          "api_gateway": "", "api_gateway.endpoint_url": "http://127.0.0.1:1", "sts": "",
          "sts.endpoint_url": "http://127.0.0.1:2",
        ],
      ])
  }

  @Test("Lines of other systems, and nothing at all")
  func endings() throws {
    #expect(
      try ProfileFile(text: "[a]\r\nb = c\r\n\r\n[d]\r\n", path: "f").sections
        == ["a": ["b": "c"], "d": [:]])
    #expect(try ProfileFile(text: "", path: "f").sections == [:])
  }

  @Test(
    "Errors name file and line",
    arguments: [
      ("[a]\n\n= b", 3, "it has no equals sign"), ("[a]\nb", 2, "it has no equals sign"),
      ("b = c", 1, "it stands before any section"),
      ("[a]\n[b", 2, "the section’s name has no closing bracket"),
    ])
  func errors(text: String, line: Int, why: String) {
    let error = #expect(throws: AWSError.self) { try ProfileFile(text: text, path: "~/f") }
    #expect(error?.message == "Line \(line) of ~/f cannot be read: \(why).")
    #expect(error?.kind == .configuration)
  }
}
