import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// A code of an MFA device is asked for: what is shown, what is sent, what stays as it was.
struct CodeStoryTests {
  private static let serial = "arn:aws:iam::123456789012:mfa/phone"

  private static func question(_ number: Int = 1, refusal: String? = nil) -> CodeQuestion {
    CodeQuestion(number: number, profile: "prod", serial: serial, refusal: refusal)
  }

  @Test func theQuestionFitsTheSmallestScreenAndShowsNoDigit() {
    var story = Story(80, 24)
    story.send(.codeWanted(Self.question()))
    #expect(story.text.contains("MFA code for prod of \(Self.serial)"))
    #expect(story.text.contains("Code: "))
    #expect(story.text.contains("enter send"))
    story.type("987654")
    #expect(story.text.contains("••••••"))
    #expect(!story.text.contains("987654"))
    #expect(!"\(story.state)".contains("987654"))
    story.effects = []
    story.press(.enter)
    #expect(story.effects == [.giveCode(1, KeyValue(entered: "987654"))])
    #expect(story.state.codeDialog == nil)
    #expect(story.text.contains("Sent the code for profile prod; waiting for AWS."))
  }

  @Test func onlySixDigitsAreSent() {
    var story = Story(80, 24)
    story.send(.codeWanted(Self.question()))
    story.effects = []
    story.type("12x")
    #expect(story.text.contains("A code has six digits, and nothing else."))
    story.type("3")
    #expect(!story.text.contains("nothing else"))
    story.press(.enter)
    #expect(story.text.contains("A code has six digits."))
    story.type("4567")
    #expect(story.text.contains("A code has six digits, and nothing else."))
    story.press(.backspace)
    story.type("9")
    story.press(.enter)
    #expect(story.effects == [.giveCode(1, KeyValue(entered: "123459"))])
  }

  @Test func aPasteIsTakenWithoutItsSpaces() {
    var story = Story(80, 24)
    story.send(.codeWanted(Self.question()))
    story.effects = []
    story.send(.terminal(.paste("a secret of another kind")))
    #expect(!story.text.contains("a secret"))
    story.send(.terminal(.paste("987 654\n")))
    story.press(.enter)
    #expect(story.effects == [.giveCode(1, KeyValue(entered: "987654"))])
  }

  @Test func escapeGoesOnWithout() {
    var story = Story(80, 24)
    story.send(.codeWanted(Self.question(3)))
    story.effects = []
    story.type("12")
    story.press(.escape)
    #expect(story.effects == [.refuseCode(3)])
    #expect(story.state.codeDialog == nil)
  }

  @Test func aRefusalIsSaidInTheQuestionThatFollows() {
    var story = Story(80, 24)
    story.send(.codeWanted(Self.question(2, refusal: "It is wrong. ")))
    #expect(story.text.contains("AWS refuses the code: It is wrong."))
    story.send(.codeNotWanted(1))
    #expect(story.state.codeDialog != nil)
    story.send(.codeNotWanted(2))
    #expect(story.state.codeDialog == nil)
  }

  @Test func whatLiesBelowStaysAsItWas() {
    var story = Story.loaded()
    story.type("n")
    story.type("new-")
    let before = story.state.dialogs
    story.send(.codeWanted(Self.question()))
    // The rest of the word was on its way to the form.
    story.type("1")
    story.press(.enter)
    #expect(story.state.codeDialog?.code.isEmpty == true)
    #expect(story.state.codeDialog?.hint == nil)
    story.wait(0.6)
    story.type("987654")
    story.press(.enter)
    #expect(story.effects.contains(.giveCode(1, KeyValue(entered: "987654"))))
    #expect(story.state.dialogs == before)
    story.type("key")
    #expect(story.text.contains("new-key"))
  }

  @Test func quittingIsPossibleWhileItAsks() {
    var story = Story.loaded()
    story.send(.codeWanted(Self.question()))
    #expect(story.press(.control("c")) == [.quit(ConsoleExit())])
    var busy = Story.loaded()
    busy.type("d")
    busy.settle()
    busy.type("y")
    busy.send(.codeWanted(Self.question()))
    busy.press(.control("c"))
    #expect(busy.text.contains("Quit?"))
    #expect(!busy.text.contains("MFA code"))
    busy.press(.escape)
    #expect(busy.text.contains("MFA code"))
  }

  @Test func aPersonsRefreshAllowsAnotherTryAndNobodyElses() {
    var story = Story.loaded()
    story.wait(61)
    #expect(!story.effects.contains(.askCodesAgain))
    #expect(story.effects.contains { if case .loadKeys = $0 { true } else { false } })
    #expect(story.press(.control("r")).contains(.askCodesAgain))
  }
}
