import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Changes: asked, confirmed, sent, told.
@Suite struct ChangeStoryTests {
  static func outcome(_ key: APIKey, _ summary: String) -> ChangeOutcome {
    ChangeOutcome(
      subject: .key(key), summary: summary, at: Sample.now.addingTimeInterval(7),
      requestIds: ["r1"], journalId: 1, isReversible: true)
  }

  static func error(_ message: String = "Too many requests.") -> GatewayError {
    GatewayError(
      kind: .temporary, code: "TooManyRequests", message: message, advice: "Try again later.")
  }

  static func performs(_ effects: [Effect]) -> [Change] {
    effects.compactMap { if case .perform(_, let change, _) = $0 { change } else { nil } }
  }

  @Test func disablingTakesTwoKeys() {
    var story = Story.loaded()
    #expect(story.type("d") == [.askConfirmation([.setEnabled(Sample.keys[0], false)])])
    story.settle()
    #expect(story.text.contains("state   enabled → disabled"))
    let effects = story.type("y")
    #expect(Self.performs(effects) == [.setEnabled(Sample.keys[0], false)])
    #expect(story.state.dialogs == [])
    #expect(story.lines[3].contains("…"))
    var off = Sample.keys[0]
    off.isEnabled = false
    story.answer(.change(run: 1, index: 0), .changed(Self.outcome(off, "disabled acme-mobile")))
    #expect(
      story.state.messages.last?.text
        == "disabled acme-mobile at 09:41:07 UTC, read back · z undoes")
    #expect(story.lines[3].contains(" off "))
  }

  @Test func enterAndPastedNewlinesDoNothing() {
    var story = Story.loaded()
    story.type("d")
    story.settle()
    let before = story.state
    story.effects = []
    story.press(.enter, .enter, .tab)
    story.send(.terminal(.paste("y\n")))
    #expect(story.effects == [])
    #expect(story.state.dialogs.count == 1)
    story.press(.escape)
    var left = before
    left.dialogs = []
    #expect(story.state == left)
  }

  @Test func deletingTakesTheName() {
    var story = Story.loaded()
    story.type("x")
    story.settle()
    story.type("acme-mobil")
    #expect(story.effects == [])
    story.press(.enter)
    #expect(story.effects == [])
    story.send(.terminal(.paste("e\n")))
    #expect(story.effects == [])
    #expect(Self.performs(story.type("e")) == [.deleteKey(Sample.keys[0])])
    story.answer(
      .change(run: 1, index: 0),
      .changed(
        ChangeOutcome(
          subject: .keyDeleted(Sample.keys[0]), summary: "deleted acme-mobile", at: Sample.now,
          requestIds: [], journalId: 2, isReversible: false)))
    #expect(story.names.first == "globex-web")
    #expect(story.state.messages.last?.text == "deleted acme-mobile at 09:41:00 UTC")
  }

  @Test func aFailureSaysWhatHappenedAndWhatToDo() {
    var story = Story.loaded()
    story.type("d")
    story.settle()
    story.type("y")
    story.answer(.change(run: 1, index: 0), .failed(Self.error()))
    #expect(
      story.state.messages.last?.text
        == "Could not disable acme-mobile: Too many requests. Try again later.")
    #expect(story.lines[3].contains(" on "))
  }

  @Test func severalTakeTheirCountAndFailuresCanBeRetried() {
    var story = Story.loaded()
    story.type("/globex")
    story.press(.enter)
    story.type("*d")
    story.settle()
    #expect(story.text.contains("Type the number 2 to go on."))
    let effects = story.type("2")
    #expect(Self.performs(effects).count == 2)
    story.answer(
      .change(run: 1, index: 0), .changed(Self.outcome(Sample.keys[1], "disabled globex-web")))
    story.answer(.change(run: 1, index: 1), .failed(Self.error("No.")))
    #expect(story.text.contains("2 of 2, 1 failed"))
    #expect(story.text.contains("done     disabled globex-web"))
    #expect(story.text.contains("failed   disable globex-partner  No. Try again later."))
    story.effects = []
    #expect(Self.performs(story.type("R")) == [.setEnabled(Sample.keys[2], false)])
    story.answer(
      .change(run: 1, index: 1), .changed(Self.outcome(Sample.keys[2], "disabled globex-partner")))
    #expect(story.text.contains("2 of 2"))
    #expect(!story.text.contains("failed"))
    story.press(.escape)
    #expect(story.state.screen.table.marks == [])
  }

  @Test func noMoreThanFourAreUnderWay() {
    var story = Story.loaded()
    story.type("*d")
    story.settle()
    #expect(Self.performs(story.type("6")).count == 4)
    #expect(story.state.runs[0].unsent.count == 2)
    story.press(.escape)
    #expect(story.type("q") == [])
    #expect(story.text.contains("Would not be sent: disable hooli-search, disable stark-dev."))
    story.press(.escape)
    story.type("q")
    let effects = story.type("y")
    #expect(
      effects == [
        .quit(
          ConsoleExit(
            message:
              "Without an answer yet: disable acme-mobile, disable globex-web, "
              + "disable globex-partner, disable umbrella-lab. The journal tells what became of it."
              + " Not sent: disable hooli-search, disable stark-dev."))
      ])
  }

  @Test func aSignalEndsInGoodOrder() {
    var story = Story.loaded()
    #expect(
      story.send(.terminal(.signal("TERM"))) == [
        .quit(ConsoleExit(message: "Ended because SIGTERM came.", code: 143))
      ])
    #expect(
      story.send(.terminal(.hangup)) == [
        .quit(ConsoleExit(message: "Ended because the terminal is gone.", code: 129))
      ])
  }

  @Test func readOnlyBindsNoChange() {
    var story = Story.loaded(identity: Sample.identity(readOnly: true))
    #expect(!story.text.contains("disable"))
    #expect(story.lines[0].contains("READ-ONLY"))
    for key in "deanAExutz" {
      story.type(String(key))
      #expect(story.state.dialogs == [], "\(key)")
      #expect(story.state.messages.last?.text.hasPrefix("This context is read-only") == true)
      story.state.messages = MessageLog()
    }
    #expect(story.effects == [])
  }

  @Test func undoAsksFirst() {
    var story = Story.loaded()
    let asked = story.type("z")
    #expect(asked.contains { if case .askUndo = $0 { true } else { false } })
    story.answer(
      .undoCandidate,
      .undoCandidate(
        UndoCandidate(
          journalId: 4, summary: "disabled acme-mobile", inverse: "enable acme-mobile",
          at: Sample.now)))
    #expect(story.text.contains("Undo: enable acme-mobile?"))
    #expect(story.press(.enter) == [])
    let effects = story.type("y")
    #expect(effects.contains { if case .undo = $0 { true } else { false } })
    story.answer(.undo, .changed(Self.outcome(Sample.keys[0], "enabled acme-mobile")))
    #expect(story.state.messages.last?.text.hasPrefix("enabled acme-mobile at 09:41:07") == true)
  }

  @Test func aValueIsShownForTenSecondsAndForgotten() {
    let secret = "SECRETsecret0123456789abcdef"
    var story = Story.loaded()
    story.type("v")
    story.answer(.reveal, .revealed(KeyValue.make(secret)))
    #expect(story.text.contains(secret))
    #expect(!"\(story.state)".contains(secret))
    story.wait(9)
    #expect(story.text.contains("Hidden again in 1 s."))
    story.wait(1)
    #expect(story.state.dialogs == [])
    #expect(!story.text.contains(secret))
    var dumped = ""
    dump(story.state, to: &dumped)
    #expect(!dumped.contains(secret))
    #expect(!story.state.title.contains("acme"))
  }

  @Test func copyingAValueAsksAndNeverHoldsIt() {
    var story = Story.loaded()
    #expect(story.type("C") == [])
    #expect(story.press(.enter) == [])
    let effects = story.type("y")
    #expect(effects.contains { if case .copyValue(_, KeyID("k1")) = $0 { true } else { false } })
    story.answer(.copyValue, .copied)
    #expect(
      story.state.messages.last?.text == "Copied the value; clipboard managers may keep it.")
    #expect(story.type("c") == [.copy("k1")])
  }
}

extension Story {
  func plan(_ id: String) -> UsagePlan {
    state.catalog.plans[PlanID(id)] ?? Sample.basic
  }

  func key(_ id: String) -> APIKey { state.catalog.keys[KeyID(id)]?.key ?? Sample.keys[0] }
}
