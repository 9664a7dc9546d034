import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// The log that goes on by itself after d, y: disabled, read back, silent, proven, reported.
@Suite struct RevocationStoryTests {
  static func disabling(_ width: Int = 100, _ height: Int = 30) -> Story {
    var story = Story.searching(width, height)
    story.leak(.match(Sample.match()), .finished(Sample.findings([Sample.match()])))
    story.details()
    story.type("dy")
    return story
  }

  static let off = Sample.match(on: false).key

  static func outcome(_ proof: RevokeOutcome.Proof) -> RevokeOutcome {
    RevokeOutcome(
      items: [RevokeOutcome.Item(key: off, isDisabled: true, isVerified: true)], proof: proof,
      requests: 2, milliseconds: 230,
      report: IncidentReport(markdown: "# Incident", json: "{}", notice: "Dear customer"))
  }

  static func disabled(_ story: inout Story) {
    story.revoke(
      .disabled(off, at: Sample.now.addingTimeInterval(7), milliseconds: 212, requestId: "r-9"),
      .readBack(off, isDisabled: true))
  }

  @Test func theLogTellsWhatHappens() {
    var story = Self.disabling()
    #expect(story.text.contains("disabling acme-mobile …"))
    Self.disabled(&story)
    #expect(story.text.contains("disabled acme-mobile 09:41:07 UTC (212 ms, request id r-9)"))
    #expect(story.text.contains("read back: disabled"))
    #expect(story.state.catalog.keys[KeyID("k1")]?.key.isEnabled == false)
    #expect(
      story.state.messages.last?.text
        == "disabled acme-mobile at 09:41:07 UTC; a revoked key is not undone by z.")
    story.revoke(.silence(lastAccepted: Sample.now.addingTimeInterval(5), seconds: 2))
    #expect(story.text.contains("last accepted request 09:41:05 UTC"))
    #expect(story.text.contains("silent for 0:02"))
    story.wait(40)
    #expect(story.text.contains("silent for 0:42"))
    story.revoke(.finished(Self.outcome(.logs)))
    #expect(story.text.contains("proven by the access logs"))
    #expect(story.text.contains("CloudFormation stack acme-keys may enable it again"))
  }

  @Test func whatIsNotProvenIsNotSaidToBe() {
    var story = Self.disabling()
    Self.disabled(&story)
    story.revoke(.finished(Self.outcome(.none)))
    #expect(story.text.contains("disabled, not proven"))
    #expect(!story.text.contains("proven by"))
  }

  static let early = IncidentReport(markdown: "# Early", json: "{}", notice: "Dear customer")

  static func written(_ effects: [Effect]) -> [String] {
    effects.compactMap { effect in
      guard case .writeReport(_, let report, let path, let replaces) = effect else { return nil }
      return "\(report.markdown) to \(path)\(replaces ? ", replacing" : "")"
    }
  }

  @Test func theReportIsWrittenWhereAPersonSays() {
    var story = Self.disabling()
    Self.disabled(&story)
    story.type("w")
    #expect(story.text.contains("Report to: incident-2026-11-21-094100.md"))
    story.press(.control("u"))
    story.type("here.md")
    story.effects = []
    story.press(.enter)
    #expect(story.effects == [])
    #expect(story.text.contains("the report goes to here.md as soon as it is made"))
    story.revoke(.reported(Self.early))
    #expect(Self.written(story.effects) == ["# Early to here.md"])
    story.answer(.report(1), .written(["here.md", "here.json", "here-notice.md"]))
    #expect(story.text.contains("report written to here.md, here.json, here-notice.md"))
    story.effects = []
    story.revoke(.finished(Self.outcome(.logs)))
    story.answer(.revoke(1), .ended)
    #expect(Self.written(story.effects) == ["# Incident to here.md, replacing"])
    story.answer(.report(1), .written(["here.md", "here.json", "here-notice.md"]))
    #expect(story.text.contains("report renewed with the proof"))
  }

  @Test func aReportAtTheEndIsWrittenOnce() {
    var story = Self.disabling()
    Self.disabled(&story)
    story.revoke(.reported(Self.early), .finished(Self.outcome(.logs)))
    story.answer(.revoke(1), .ended)
    story.type("w")
    story.effects = []
    story.press(.enter)
    #expect(Self.written(story.effects) == ["# Incident to incident-2026-11-21-094100.md"])
    story.answer(
      .report(1),
      .failed(
        GatewayError(
          kind: .refused, code: "FileExists", message: "It exists.", advice: "Name another.")))
    #expect(story.text.contains("no report: It exists. Name another."))
  }

  @Test func aFailedDisableCanBeTriedAgain() {
    var story = Self.disabling()
    story.answer(
      .revoke(1),
      .failed(
        GatewayError(
          kind: .failed, code: "AccessDenied", message: "Not allowed.", advice: "Ask.")))
    #expect(story.text.contains("not disabled"))
    #expect(story.text.contains("Not allowed. Ask."))
    story.effects = []
    story.type("dy")
    #expect(story.revocationsSent.count == 1)
  }

  @Test func closingTooEarlyLetsItGoOn() {
    var story = Self.disabling()
    story.press(.escape)
    #expect(story.state.dialogs == [])
    #expect(story.state.isBusy(.revoke(1)))
    story.type("q")
    #expect(story.text.contains("Disabling acme-mobile is without an answer yet."))
    story.press(.escape)
    Self.disabled(&story)
    story.revoke(.finished(Self.outcome(.none)))
    story.answer(.revoke(1), .ended)
    #expect(story.state.revocations == [:])
    #expect(story.state.messages.last?.text.hasPrefix("disabled acme-mobile at 09:41:07") == true)
  }

  @Test func closingAfterwardsStopsWatching() {
    var story = Self.disabling()
    Self.disabled(&story)
    story.effects = []
    story.press(.escape)
    #expect(!story.state.isBusy(.revoke(1)))
    #expect(story.effects.contains { if case .cancel = $0 { true } else { false } })
    #expect(story.state.revocations == [:])
  }

  @Test func aReplacementIsMadeOfWhatIsOff() {
    var story = Self.disabling()
    Self.disabled(&story)
    story.revoke(.finished(Self.outcome(.none)))
    story.answer(.revoke(1), .ended)
    story.effects = []
    story.type("r")
    #expect(story.text.contains("Make a new key in place of acme-mobile?"))
    story.type("y")
    #expect(story.revocationsSent.map(\.replace) == [true])
  }

  @Test(arguments: [(80, 24), (100, 30), (200, 50), (40, 8)])
  func screens(_ width: Int, _ height: Int) throws {
    let size = "\(width)x\(height)"
    var story = Story.loaded(width, height)
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    try Frames.expect(story.text, is: "leak-paste-\(size)")
    story.press(.enter)
    story.leak(.match(Sample.match()))
    try Frames.expect(story.text, is: "leak-match-\(size)")
    story.details()
    story.leak(.finished(Sample.findings([Sample.match()])))
    try Frames.expect(story.text, is: "leak-found-\(size)")
    story.type("d")
    try Frames.expect(story.text, is: "leak-asked-\(size)")
    story.type("y")
    Self.disabled(&story)
    story.revoke(.silence(lastAccepted: Sample.now.addingTimeInterval(5), seconds: 42))
    try Frames.expect(story.text, is: "leak-log-\(size)")
  }

  @Test func severalOnOneScreen() throws {
    var story = Story.searching(80, 24)
    story.leak(
      .match(Sample.match()),
      .match(Sample.match("k2", "globex-web", leak: 2, confidence: .candidate, line: 7)),
      .finished(Sample.findings([])))
    story.press(.down)
    try Frames.expect(story.text, is: "leak-several-80x24")
  }
}
