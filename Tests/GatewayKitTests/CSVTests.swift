@testable import GatewayKit
import SigV4
import Testing

@Suite struct CSVTests {
  static let value = "abcdefghijklmnopqrstuvwxyz0123456789"
  static let other = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

  @Test func readsQuotesLineEndsAndTheByteOrderMark() throws {
    let document = try CSVDocument(
      "\u{FEFF}a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\n\n\"two\nlines\",\r\nlast,")
    #expect(
      document.records == [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["x, y", "say \"hi\""]),
        .init(line: 4, fields: ["two\nlines", ""]), .init(line: 6, fields: ["last", ""]),
      ])
  }

  @Test(arguments: [
    ("a,b\n\"open,b\n", "line 2, column 1: the quote is never closed"),
    ("a,b\nx,\"y\"z\n", "line 2, column 2: there is text after the closing quote"),
    (
      "a,b\nx,y\"z\n",
      "line 2, column 2: there is a quote within a field that does not begin with one"
    ),
  ])
  func namesWhereAFileIsBroken(_ text: String, _ words: String) {
    let fault = #expect(throws: CSVDocument.Fault.self) { try CSVDocument(text) }
    #expect(fault?.description == words)
  }

  @Test func readsKeysInAnyOrderOfColumns() throws {
    let file = try KeyImportFile(
      SecretValue(
        "enabled,Colour,KEY,usageplanids,name,description\n"
          + "FALSE,red,\(Self.value),\"p1, p2\",acme,the app\n,,\(Self.other),,beta,\n"))
    #expect(
      file.lines == [
        .init(
          number: 2, name: "acme", value: SecretValue(Self.value), description: "the app",
          isEnabled: false, planIds: ["p1", "p2"]),
        .init(
          number: 3, name: "beta", value: SecretValue(Self.other), description: "",
          isEnabled: true, planIds: []),
      ])
    #expect(file.faults == [])
    #expect(file.ignoredColumns == ["Colour"])
  }

  @Test func namesLineAndColumnOfEachFault() throws {
    let file = try KeyImportFile(
      SecretValue(
        "Name,Key,Enabled\nacme,\(Self.value),true\nbeta,\(Self.value),true\n,\(Self.other),\n"
          + "gamma,tiny,\ndelta,\(Self.other),maybe\nepsilon\n"))
    #expect(file.lines.map(\.name) == ["acme"])
    #expect(
      file.faults.map(\.description) == [
        "line 3, column Key: the same value stands on line 2",
        "line 4, column Name: the name is missing",
        "line 5, column Key: the value has 4 characters, 20 to 128 are allowed",
        "line 6, column Enabled: it is neither true nor false",
        "line 7, column 2: the line has 1 fields, the header 3",
      ])
    let fault = #expect(throws: CSVDocument.Fault.self) {
      try KeyImportFile(SecretValue("Name,Description\nacme,x\n"))
    }
    #expect(fault?.description == "line 1, column Key: the header does not have this column")
  }

  @Test func whatIsExportedImportsUnchanged() throws {
    let context = GatewayContext(profile: "p", region: "r")
    let keys = [
      APIKey(
        id: KeyID("k1"), name: "=SUM(A1)", isEnabled: true, description: "a \"b\", c\nd",
        plans: [
          PlanReference(id: PlanID("p1"), name: "x"), PlanReference(id: PlanID("p2"), name: "y"),
        ], context: context),
      APIKey(id: KeyID("k2"), name: "-minus", isEnabled: false, plans: [], context: context),
    ]
    let values = [KeyID("k1"): SecretValue("+" + Self.value), KeyID("k2"): SecretValue(Self.other)]
    let csv = KeyExportFile(keys: keys, values: values).csv
    let file = try KeyImportFile(csv)
    #expect(file.lines.map(\.name) == ["=SUM(A1)", "-minus"])
    #expect(file.lines.map(\.value) == [SecretValue("+" + Self.value), SecretValue(Self.other)])
    #expect(file.lines.map(\.description) == ["a \"b\", c\nd", ""])
    #expect(file.lines.map(\.planIds) == [["p1", "p2"], []])
    #expect(file.lines.map(\.isEnabled) == [true, false])
    // Without values the file is for people, and formulas are disarmed.
    #expect(
      KeyExportFile(keys: keys).csv.exposeSecret()
        == [
          "Name,Description,Enabled,UsagePlanIds\n\"'=SUM(A1)\",\"a \"\"b\"\", c\nd\",true,\"p1,p2\"\n",
          "\"'-minus\",,false,\n",
        ].joined())
  }

  @Test(arguments: [
    ("plain", "plain"), ("=1+1", "\"'=1+1\""), ("+1", "+1"), ("-5.5", "-5.5"), ("@x", "\"'@x\""),
    ("\tx", "\"'\tx\""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), (" x", "\" x\""),
  ])
  func disarmsFormulas(_ field: String, _ written: String) {
    #expect(CSVWriter().line([field, "z"]) == written + ",z")
  }
}
