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
    #expect(try ProfileFile(text: "\u{FEFF}[a]\nb = c", path: "f").sections == ["a": ["b": "c"]])
  }

  @Test("What is far too large is no file of profiles")
  func size() {
    let text = "[a]\n" + String(repeating: "# 567\n", count: 700_000)
    let error = #expect(throws: AWSError.self) { try ProfileFile(text: text, path: "~/f") }
    #expect(error?.message == "~/f has more than 4 MiB, which no file of profiles has.")
  }

  @Test("A text is taken apart again when it is another")
  func parsed() throws {
    let files = ParsedFiles()
    #expect(try files.file(text: "[a]", path: "f").sections == ["a": [:]])
    #expect(try files.file(text: "[b]", path: "g").sections == ["b": [:]])
    #expect(try files.file(text: "[c]", path: "f").sections == ["c": [:]])
    #expect(throws: AWSError.self) { try files.file(text: "x", path: "f") }
    #expect(try files.file(text: "[c]", path: "f").sections == ["c": [:]])
  }

  @Test(
    "The name that was meant",
    arguments: [
      ("prdo", "prod"), ("PROD", "prod"), ("pro", "prod"), ("prod-admn", "prod-admin"),
      ("stagin", "staging"), ("dev", nil), ("p", nil), ("production", nil),
    ])
  func near(name: String, meant: String?) {
    #expect(NearName.of(name, among: ["base", "prod", "prod-admin", "staging"]) == meant)
  }

  @Test("A sentence holds some of the names")
  func missing() throws {
    func sentence(_ names: [String]) throws -> String {
      let text = names.map { "[profile \($0)]" }.joined(separator: "\n")
      let files = SharedFiles(variables: [:]) { $0.hasSuffix("config") ? text : nil }
      return NamedProfile.missing("prdo", profiles: try files.load(), files: files).message
    }
    #expect(
      try sentence([])
        == "There is no profile prdo; ~/.aws/credentials and ~/.aws/config hold no profile.")
    #expect(
      try sentence(["base", "prod"])
        == "There is no profile prdo (is it prod?); there are base, prod.")
    #expect(
      try sentence((10..<30).map { "team-\($0)" })
        == "There is no profile prdo; there are team-10, team-11, team-12, team-13, team-14, "
        + "team-15, team-16, team-17 and 12 more.")
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
