import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// The journal's view, revoked keys that come back, suspended plans, and what undo would send.
@Suite struct AuditStoryTests {
  @Test func theChainIsCheckedWhenTheViewOpens() {
    var story = Story.loaded()
    let effects = story.type("6")
    #expect(
      effects.contains { if case .verifyJournal = $0 { true } else { false } })
    #expect(story.text.contains("checking the chain …"))
    story.settle()
    #expect(story.text.contains("chain of 5 holds"))
    story.type("6")
    story.press(.control("r"))
    story.answer(
      .journalCheck,
      .journalChecked(
        JournalCheck(rows: 5, brokenAt: 3, reason: "its hash is another", head: "ab")))
    #expect(story.text.contains("chain BROKEN at entry 3"))
    #expect(
      story.state.messages.last?.text
        == "The journal's chain is broken at entry 3: its hash is another")
  }

  @Test func anEntryShowsBeforeAndAfter() {
    var story = Story.loaded()
    story.type("6")
    story.settle()
    story.press(.enter)
    #expect(story.text.contains("key state  enabled → disabled"))
    #expect(story.text.contains("3 more fields as before."))
    #expect(story.text.contains("Why         customer left"))
    #expect(story.text.contains("Request id  r-2"))
    story.press(.escape)
    #expect(story.text.contains("chain of 5 holds"))
  }

  @Test func differencesOfAnyStates() {
    #expect(
      JournalDifference.between(
        #"{"plan":{"quota":{"limit":10000},"stages":{}},"remaining":5}"#,
        #"{"plan":{"quota":{"limit":20000},"stages":{"a1:prod":{}}},"remaining":null}"#)
        == [
          JournalDifference(what: "plan quota limit", before: "10,000", after: "20,000"),
          JournalDifference(what: "plan stages", before: "none", after: "–"),
          JournalDifference(what: "plan stages a1:prod", before: "–", after: "none"),
          JournalDifference(what: "left", before: "5", after: "–"),
        ])
    #expect(
      JournalDifference.between("not json", nil) == [
        JournalDifference(what: "", before: "not json", after: "–")
      ])
  }

  @Test(arguments: [(80, 24), (200, 50)])
  func screens(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("6")
    story.settle()
    story.press(.enter)
    try Frames.expect(story.text, is: "entry-\(width)x\(height)")
  }

  // MARK: revoked keys that work again

  static func revived(_ width: Int = 100, _ height: Int = 30) -> Story {
    var story = Story.loaded(width, height)
    story.press(.control("r"))
    story.answer(
      .keys, .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    story.answer(
      .revivals(page: 1),
      .revivals([
        Revival(
          keyId: "k2", name: "globex-web", context: Sample.context,
          revokedAt: Sample.at(19, hour: 7), form: .enabled)
      ]))
    return story
  }

  @Test func aRevokedKeyThatWorksAgainIsShoutedAbout() throws {
    var story = Self.revived()
    #expect(
      story.state.messages.last?.text
        == "globex-web was revoked as leaked on 19 Nov 07:00:00 UTC and is enabled again: "
        + "d disables it.")
    #expect(story.lines[1].contains("globex-web: revoked, enabled again · ! shows"))
    story.type("2")
    #expect(story.lines[1].contains("globex-web: revoked, enabled again"))
    story.type("1!")
    #expect(story.names.contains("globex-web"))
    try Frames.expect(Self.revived(80, 24).text, is: "keys-revived-80x24")
  }

  @Test func itIsQuietOnceTheKeyIsOff() {
    var story = Self.revived()
    var keys = Sample.keys
    keys[1].isEnabled = false
    story.press(.control("r"))
    story.answer(
      .keys, .keyPage(KeyPage(keys: keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    #expect(story.state.revivals == [:])
    #expect(!story.lines[1].contains("revoked"))
  }

  // MARK: plans, undo, zones

  @Test func suspendingAPlanTakesItsName() {
    var story = Story.loaded()
    story.type("2S")
    story.settle()
    #expect(story.text.contains("Suspend plan basic-prod?"))
    story.effects = []
    story.type("basic-prod")
    #expect(ChangeStoryTests.performs(story.effects).count == 1)
    guard case .suspendPlan? = ChangeStoryTests.performs(story.effects).first else {
      Issue.record("it was not suspended")
      return
    }
    story.type(":resume")
    story.press(.enter)
    #expect(story.text.contains("Resume plan basic-prod?"))
  }

  @Test func undoShowsItsRequests() {
    var story = Story.loaded()
    story.type("z")
    story.answer(
      .undoCandidate,
      .undoCandidate(
        UndoCandidate(
          journalId: 1, summary: "disabled acme-mobile", inverse: "enable acme-mobile",
          at: Sample.now)))
    #expect(story.text.contains("D shows the requests"))
    story.type("D")
    story.settle()
    #expect(story.text.contains("tollgate undo"))
    #expect(story.text.contains("PATCH /apikeys/k1"))
    story.press(.escape)
    #expect(story.text.contains("Undo: enable acme-mobile?"))
  }

  @Test func theConfiguredZoneStandsBesideUTC() {
    var story = Story.loaded(200, 50)
    story.state.zone = TimeZone(identifier: "Asia/Tokyo")
    #expect(story.text.contains("16:40 UTC (22 Nov 01:40 Tokyo)"))
    story.press(.enter)
    story.settle()
    #expect(story.text.contains("reset 1 Dec 00:00 UTC (09:00 Tokyo)"))
    #expect(
      story.state.moment(Sample.now) == "21 Nov 09:41:00 UTC (18:41:00 Tokyo)")
  }
}
