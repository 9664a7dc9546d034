import Foundation
import SigV4
import TestSupport
import Testing

@testable import GatewayKit

/// Text in pieces of a size.
private func pieces(_ text: [UInt8], _ size: Int) -> () throws -> [UInt8]? {
  var place = 0
  return {
    guard place < text.count else { return nil }
    let end = min(text.count, place + size)
    defer { place = end }
    return Array(text[place..<end])
  }
}

private func blocks(_ text: [UInt8], _ size: Int) throws -> [TextBlock] {
  var reader = BlockReader(pieces(text, size))
  var blocks: [TextBlock] = []
  while let block = try reader.block() { blocks.append(block) }
  return blocks
}

private func hints(_ text: String, size: Int = 1 << 20) throws -> HintBook {
  var scanner = HintScanner()
  for block in try blocks(Array(text.utf8), size) { scanner.read(block) }
  return scanner.book
}

private func strong(_ text: String) throws -> [LeakHint.Shape] {
  let book = try hints(text)
  return book.hints.filter { book.isStrong(piece: $0.piece) }.map(\.shape)
}

@Suite struct LeakTextTests {
  static let value = "px1KW6mTq9Zr4Vb7Ns2Lc8Xd5Fg3Hj0KqBazOJH1"

  @Test(arguments: 0..<40) func everyPlantedValueIsFoundOnItsLineHoweverTheTextIsCut(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let characters = Array("!\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~".utf8)
    let values = (0..<12).map { _ in
      let count = Int.random(in: 20...128, using: &random)
      return (0..<count).map { _ in characters.randomElement(using: &random) ?? 0x41 }
    }
    let matcher = ValueMatcher(
      values.map { SecretValue(String(decoding: $0, as: UTF8.self)) })
    var text: [UInt8] = []
    var line = 1
    var expected: [Int: Int] = [:]
    for _ in 0..<40 {
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        let byte = UInt8.random(in: 0...255, using: &random)
        text.append(byte == 0x0A || byte == 0x0D ? 0 : byte)
      }
      if Bool.random(using: &random) {
        let number = Int.random(in: 0..<values.count, using: &random)
        expected[number] = expected[number] ?? line
        text += values[number]
      }
      if Bool.random(using: &random) {
        text +=
          [[0x0A], [0x0D, 0x0A], [0x0D]].randomElement(using: &random) ?? []
        text.append(0x20)
        line += 1
      }
    }
    for size in [1, 3, 64, text.count] {
      var found: [Int: Int] = [:]
      for block in try blocks(text, size) {
        matcher.search(block) { value, line in found[value] = min(line, found[value] ?? line) }
      }
      #expect(found == expected, "pieces of \(size)")
    }
  }

  @Test func aValueIsFoundAcrossBlocksOfALineWithoutEnd() throws {
    let matcher = ValueMatcher([SecretValue(Self.value)])
    for shift in [0, 1, 7, 19, 20, 39, 40, 41, 127] {
      var text = Array(repeating: UInt8(ascii: "x"), count: BlockReader.blockSize - shift)
      text += Self.value.utf8
      text += Array(repeating: UInt8(ascii: "y"), count: 1_000)
      var lines: [Int] = []
      for block in try blocks(text, 50_000) { matcher.search(block) { lines.append($1) } }
      #expect(Set(lines) == [1], "shift \(shift)")
    }
  }

  @Test func nothingIsFoundInRandomText() throws {
    var random = SplitMix64(seed: 5)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    func text(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
    }
    let matcher = ValueMatcher(
      (0..<500).map { _ in SecretValue(String(decoding: text(40), as: UTF8.self)) })
    var hits = 0
    for block in try blocks(text(60_000), 4_096) { matcher.search(block) { _, _ in hits += 1 } }
    #expect(hits == 0)
  }

  @Test func escapedValuesAreFound() throws {
    let value = "ab/cd+ef\"gh\\ij=kl&mn%op qrs".replacing(" ", with: "_")
    let matcher = ValueMatcher([SecretValue(value)])
    let percent = value.utf8.map { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }.joined()
    let json = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("/", with: "\\/").replacing("&", with: "\\u0026")
    for text in [value, "\n?key=\(percent)&x=1", "\n{\"key\":\"\(json)\"}"] {
      var lines: [Int] = []
      for block in try blocks(Array(text.utf8), 5) { matcher.search(block) { lines.append($1) } }
      #expect(Set(lines) == [text.hasPrefix("\n") ? 2 : 1], "\(text)")
    }
  }

  @Test func aValueWithinALongerOneIsNotTold() throws {
    let long = Self.value + "AndALittleMore123"
    let matcher = ValueMatcher([SecretValue(Self.value), SecretValue(long)])
    var found: [Int] = []
    for block in try blocks(Array("key=\(long)".utf8), 9) {
      matcher.search(block) { value, _ in found.append(value) }
    }
    #expect(Set(found) == [1])
  }

  @Test func textWithAByteOrderMarkIsRead() throws {
    let text = "first\r\nkey: \(Self.value)\r\nümläut 🦊\n"
    for isBig in [true, false] {
      var bytes: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in text.utf16 {
        let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        bytes += isBig ? pair : pair.reversed()
      }
      for size in [1, 2, 3, 1_000] {
        let read = try blocks(bytes, size)
        #expect(read.map { String(decoding: $0.bytes[$0.freshStart...], as: UTF8.self) } == [text])
      }
    }
    let marked = try blocks([0xEF, 0xBB, 0xBF] + Array(text.utf8), 2)
    #expect(marked.map { String(decoding: $0.bytes, as: UTF8.self) } == [text])
  }

  @Test func linesThatAreTheHint() throws {
    let value = Self.value
    let bytes = Array(value.utf8)
    #expect(try strong(value).contains(.value(bytes)))
    #expect(try strong("  \"\(value)\",\r\n").contains(.value(bytes)))
    #expect(
      try strong("px1KW6...qBazOJH").contains(
        .masked(prefix: Array("px1KW6".utf8), suffix: Array("qBazOJH".utf8))))
    #expect(
      try strong("px1KW6…qBazOJH").contains(
        .masked(prefix: Array("px1KW6".utf8), suffix: Array("qBazOJH".utf8))))
    #expect(try strong("***gE96dR").contains(.masked(prefix: [], suffix: Array("gE96dR".utf8))))
    #expect(try strong("px1KW6mT...").contains(.masked(prefix: Array("px1KW6mT".utf8), suffix: [])))
    #expect(try strong("3FA9c1d2").contains(.hash(Array("3fa9c1d2".utf8))))
    #expect(try strong("a1b2c3d4e5").contains(.id("a1b2c3d4e5")))
    #expect(try strong("sha256:0123456789ab").contains(.shownId("sha256:0123456789ab")))
    #expect(try strong("acme mobile") == [])
    #expect(try hints("acme mobile").hints.map(\.shape) == [.name("acme mobile")])
    #expect(try hints("ab...c").tooShort == 1)
  }

  @Test(arguments: [
    "x-api-key: %", "X-Api-Key:%", "curl -H \"x-api-key: %\" https://example.com",
    "GET /orders?key=%&page=2 HTTP/1.1", "+  apiKey = '%'", "-  apiKey: %",
    "{\"Secret\":\"%\",\"Match\":\"key=%\"}", "{\"Raw\": \"%\", \"RawV2\": \"\"}",
    "{\"alert\":{\"secret\":\"%\"}}", "[{\"token\":\"%\",\"type\":\"x\"}]",
    "{\"snippet\":{\"text\":\"const apiKey = \\\"%\\\";\\nlet a\"}}",
    "generic-api-key,abc,config.js,%,\"key: %\",4", "the key is %, please help", "export KEY=%",
  ]) func linesThatHaveAValue(text: String) throws {
    let line = text.replacing("%", with: Self.value)
    let book = try hints(line)
    #expect(
      book.hints.contains {
        $0.shape == .value(Array(Self.value.utf8)) && book.isStrong(piece: $0.piece)
      }, "\(line)")
    // One thing is named, however often.
    #expect(book.strongPieces.count == 1, "\(line)")
  }

  @Test func executionLogsAndIdsInFields() throws {
    #expect(
      try strong("(8f2e) API Key: **********************************gE96dR").contains(
        .masked(prefix: [], suffix: Array("gE96dR".utf8))))
    #expect(
      try strong("API Key: ****…gE96dR").contains(
        .masked(prefix: [], suffix: Array("gE96dR".utf8))))
    #expect(try strong("{\"apiKeyId\":\"a1b2c3d4e5\"}") == [.id("a1b2c3d4e5")])
    #expect(try strong("(8f2e) API Key ID: a1b2c3d4e5 Stage: prod") == [.id("a1b2c3d4e5")])
    #expect(try strong("PATCH /apikeys/a1b2c3d4e5") == [.id("a1b2c3d4e5")])
  }

  @Test(arguments: [
    "the production environment is loading...done", "this is ***bold*** text",
    "commit 0f3b2c1d4e5f60718293a4b5c6d7e8f901234567", "id 3e7c1a52-8a5e-4a54-9c0c-0d1e2f3a4b5c",
    "wait for it...", "eu-west-1 and us-east-2 are regions", "func readTheWholeThingAgain() {",
    "/usr/local/share/some/long/path/to/a/file.txt",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 docker",
  ]) func ordinaryTextNamesNoKey(text: String) throws {
    #expect(try strong(text) == [])
  }

  @Test func hostsNameApisAndRegions() throws {
    let book = try hints("see https://abc123.execute-api.eu-west-1.amazonaws.com/prod/orders")
    #expect(book.hosts == [ExecuteAPIHost(apiId: "abc123", region: "eu-west-1")])
  }

  @Test func wordsShowNoMoreThanSixAndSeven() {
    #expect(LeakWords.value(Self.value.utf8) == "px1KW6...BazOJH1, the whole value")
    #expect(LeakWords.masked("abcdefghijklmnopqrst".utf8) == "abc...qrst")
    #expect(
      LeakWords.masked(prefix: Array("px1KW6mTq".utf8), suffix: Array("xxqBazOJH".utf8))
        == "px1KW6...qBazOJH, matched first 9 and last 9")
  }

  @Test func todayIsComparedWithTheDaysBefore() {
    let today = CalendarDay(number: 20_000)
    func days(_ used: [Int]) -> [LeakDetail.Exposure.Day] {
      used.enumerated().map {
        LeakDetail.Exposure.Day(date: today - (used.count - 1 - $0.offset), used: $0.element)
      }
    }
    func remark(_ used: [Int]) -> String? {
      LeakDetail.Exposure.remark(days(used), today: today)
    }
    #expect(remark([10, 11, 9, 10, 12, 10, 11, 12]) == nil)
    #expect(
      remark([10, 11, 9, 10, 12, 10, 11, 90])
        == "More than on any of the 7 days before: the busiest had 12.")
    #expect(
      remark([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]) == "Used today for the first time in 11 days.")
  }

  @Test func logGroupsAreReadFromDestinations() {
    #expect(
      LeakDetailRun.logGroup("arn:aws:logs:eu-west-1:123456789012:log-group:api/prod:*")
        == "api/prod")
    #expect(LeakDetailRun.logGroup("arn:aws:firehose:eu-west-1:1:deliverystream/x") == nil)
  }

  @Test func aKeyThatCarriesTheWholeStageIsWarnedOf() {
    var tally = TrafficTally(key: "a1b2c3d4e5")
    for _ in 0..<100 {
      tally.add(
        AccessLogLine(
          keyId: "a1b2c3d4e5", status: 200, address: "192.0.2.1", agent: "Amazon CloudFront"))
    }
    let stage = StageReference(apiId: "abc", stage: "prod")
    #expect(
      tally.traffic(stage, hours: 24).warning
        == "100 % of this stage's requests, agent Amazon CloudFront: disabling stops the site.")
    for _ in 0..<50 { tally.add(AccessLogLine(keyId: "other", status: 200)) }
    #expect(tally.traffic(stage, hours: 24).warning == nil)
  }

  @Test func toolsAreKnownByTheirTags() {
    func key(_ tags: [String: String], description: String? = nil) -> APIKey {
      APIKey(
        id: KeyID("a1b2c3d4e5"), name: "acme", isEnabled: true, description: description,
        tags: tags, context: GatewayContext(profile: "p", region: "r"))
    }
    let stack = LeakDetail.Management(
      of: key([
        "aws:cloudformation:stack-name": "acme-keys", "aws:cloudformation:logical-id": "MobileKey",
      ]))
    #expect(
      stack
        == LeakDetail.Management(
          tool: .cloudFormation, place: "acme-keys", resource: "MobileKey", isCertain: true,
          change: [
            "Resources:", "  MobileKey:", "    Type: AWS::ApiGateway::ApiKey", "    Properties:",
            "      Enabled: false",
          ]))
    let terraform = LeakDetail.Management(of: key([:], description: "Managed by Terraform"))
    #expect(terraform?.tool == .terraform)
    #expect(terraform?.isCertain == false)
    #expect(LeakDetail.Management(of: key(["owner": "acme"])) == nil)
  }
}
