import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Moving, filtering, marking, sorting, and going back to the exact earlier state.
@Suite struct ViewStoryTests {
  @Test func movingStaysOnTheTable() {
    var story = Story.loaded()
    story.press(.up)
    #expect(story.cursorName == "acme-mobile")
    story.type("G")
    #expect(story.cursorName == "stark-dev")
    story.press(.down)
    #expect(story.cursorName == "stark-dev")
    story.type("gjjk")
    #expect(story.cursorName == "globex-web")
    story.send(.terminal(.mouse(MouseEvent(kind: .press, at: Point(x: 10, y: 6)))))
    #expect(story.cursorName == "initech-batch")
    story.send(.terminal(.mouse(MouseEvent(kind: .wheelDown, at: Point(x: 0, y: 0)))))
    #expect(story.cursorName == "stark-dev")
  }

  @Test func aSlowedBudgetIsShownWithItsRate() {
    var story = Story.loaded()
    #expect(story.lines[0].contains("0 of 10 requests/s"))
    story.send(.budget(Budget(used: 3, allowed: 4.8349, waiting: 2, isSlowed: true)))
    #expect(story.lines[0].contains("3 requests/s, slowed to 4.8/s"))
    story.type("8")
    #expect(
      story.text.contains("3 in the last second, 2 waiting; slowed to 4.8/s, since others use"))
    story.send(.budget(Budget(used: 3, allowed: 10, waiting: 0)))
    #expect(story.lines[0].contains("3 of 10 requests/s"))
    var narrow = Story.loaded(80, 24)
    narrow.send(.budget(Budget(used: 3, allowed: 0.5, isSlowed: true)))
    #expect(narrow.lines[0].contains("3 req/s, slowed to 0.5/s"))
  }

  @Test func filteringAsYouType() {
    var story = Story.loaded()
    story.type("/globex")
    #expect(story.names == ["globex-web", "globex-partner"])
    #expect(story.text.contains("2 of 7"))
    story.press(.backspace, .backspace, .backspace, .backspace, .backspace, .backspace)
    #expect(story.names.count == 7)
    story.type("!globex")
    #expect(story.names.count == 5)
    story.press(.escape)
    #expect(story.names.count == 7)
    story.type("/state:off")
    #expect(story.names == ["initech-batch"])
    story.press(.enter)
    #expect(story.lines[1].contains("/state:off"))
    #expect(story.lines[1].contains("1 of 7"))
    story.press(.escape)
    #expect(story.names.count == 7)
  }

  @Test func aNumberIsNotNarrowedByItsNextDigit() {
    var story = Story.loaded()
    story.type("/used<8")
    #expect(story.names == ["umbrella-lab"])
    story.type("9")
    #expect(story.names == ["globex-partner", "initech-batch", "umbrella-lab"])
    #expect(!FilterNarrowing.narrows(from: "!a", to: "!ab"))
    #expect(!FilterNarrowing.narrows(from: "name", to: "name:"))
    #expect(FilterNarrowing.narrows(from: "ac", to: "acm"))
  }

  @Test func marksSurviveFilters() {
    var story = Story.loaded()
    story.type("/globex")
    story.press(.enter)
    story.type("*")
    story.press(.escape)
    #expect(story.state.targetKeys.map(\.name) == ["globex-web", "globex-partner"])
    story.type("/acme")
    story.press(.enter, .character(" "))
    #expect(story.names == ["acme-mobile"])
    #expect(story.state.screen.table.marks.count == 3)
    #expect(story.text.contains("3 marked"))
    story.press(.escape, .escape)
    #expect(story.state.screen.table.marks == [])
  }

  @Test func sortingByLetterAndByClick() {
    var story = Story.loaded()
    story.type("su")
    #expect(story.names.prefix(3) == ["hooli-search", "acme-mobile", "globex-web"])
    #expect(story.names.last == "stark-dev")
    story.type("su")
    #expect(story.names.first == "umbrella-lab" || story.names.first == "stark-dev")
    let x = story.lines[2].distance(
      from: story.lines[2].startIndex,
      to: story.lines[2].range(of: "Owner")?.lowerBound ?? story.lines[2].startIndex)
    story.send(.terminal(.mouse(MouseEvent(kind: .press, at: Point(x: x, y: 2)))))
    #expect(story.names.first == "acme-mobile")
    #expect(story.state.messages.last?.text == "Sorted by owner.")
    story.type("sx")
    #expect(story.state.messages.last?.text.hasPrefix("No column has this letter") == true)
  }

  @Test func problemsOnly() {
    var story = Story.loaded()
    story.type("!")
    #expect(
      story.names == [
        "acme-mobile", "globex-web", "globex-partner", "initech-batch", "hooli-search",
        "stark-dev",
      ])
  }

  @Test func backRestoresTheExactEarlierState() {
    var story = Story.loaded(100, 12)
    story.type("/o")
    story.press(.enter, .down, .down, .character(" "))
    let before = story.state.screen
    story.press(.enter)
    story.settle()
    #expect(story.state.screen.name == .key)
    story.press(.left, .character("o"), .escape, .escape)
    #expect(story.state.screen.name == .key)
    story.press(.escape)
    #expect(story.state.screen.table == before.table)
    story.type("2")
    #expect(story.state.screen.kind == .plans)
    story.type("1")
    #expect(story.state.screen.table == before.table)
    story.type("-")
    #expect(story.state.screen.kind == .plans)
  }

  @Test func aPlanOpensItsKeysWithUsage() {
    var story = Story.loaded()
    story.type("2")
    story.press(.enter)
    story.settle()
    #expect(story.lines[1].hasPrefix(" Plans › Keys of basic-prod"))
    #expect(story.names.count == 5)
    #expect(story.lines[3].contains("97%"))
    story.press(.enter)
    story.settle()
    #expect(story.lines[1].hasPrefix(" Plans › Keys of basic-prod › acme-mobile"))
    story.press(.escape, .escape)
    #expect(story.state.screen.kind == .plans)
  }

  @Test func aKeyLoadsItsChart() {
    var story = Story.loaded()
    story.effects = []
    story.press(.enter)
    #expect(story.state.screen.kind == .key(KeyID("k1")))
    #expect(
      story.effects.contains {
        guard case .loadUsage(_, let request, .person) = $0 else { return false }
        return request
          == UsageRequest(
            plan: story.plan("p1"), key: KeyID("k1"), from: Sample.today - 89, to: Sample.today)
      })
    story.settle()
    story.type(",")
    #expect(story.state.screen.chart.days == 7)
    story.type("..")
    #expect(story.state.screen.chart.days == 90)
    story.press(.left)
    #expect(story.text.contains("21 Nov  used"))
    story.press(.left)
    #expect(story.text.contains("20 Nov  used"))
  }

  @Test func theCommandLineCompletesAndRemembers() {
    var story = Story.loaded()
    story.type(":pla")
    story.press(.tab, .enter)
    #expect(story.state.screen.kind == .plans)
    story.type(":")
    story.press(.up)
    #expect(story.state.prompt?.field.text == "plans")
    story.press(.escape)
    story.type(":nonsense")
    story.press(.enter)
    #expect(
      story.state.messages.last?.text
        == "There is no command nonsense. Tab completes, ? lists the keys.")
    story.type(":health")
    story.press(.enter)
    #expect(story.state.messages.last?.text == "The view health is not part of this version.")
    story.type("4")
    #expect(story.state.messages.last?.text == "The view on 4 is not part of this version.")
  }

  @Test func everyActionHasAName() {
    let story = Story.loaded()
    for info in story.state.workingActions {
      #expect(story.state.commandNames.contains(info.action.rawValue))
    }
  }

  @Test func whatLooksLikeAValueIsNotRemembered() {
    let value = "px1KW6sdf98sdkjhf2348sdkjfhqBazOJH"
    var story = Story.loaded()
    story.type("/\(value)")
    story.press(.enter)
    story.type(":\(value)")
    story.press(.enter)
    story.type(":key \(value)")
    story.press(.enter)
    #expect(story.state.history == CommandHistory())
    #expect(!story.state.messages.all.contains { $0.text.contains(value) })
    #expect(SecretShape.appears(in: "x-api-key: \(value)"))
    #expect(!SecretShape.appears(in: "globex-partner-production-key-2024"))
  }

  @Test func helpShowsWhatWorksNowAndIsSearchable() {
    var story = Story.loaded(identity: Sample.identity(readOnly: true))
    story.type("?")
    #expect(!story.text.contains("Disable the key"))
    story.press(.escape)
    #expect(story.state.dialogs == [])
    story = Story.loaded()
    story.type("?disable")
    #expect(story.text.contains("Disable the key or the marked keys."))
    #expect(!story.text.contains("Enable the key"))
    story.press(.escape, .escape)
    #expect(story.state.dialogs == [])
  }

  @Test func messagesAreKept() {
    var story = Story.loaded()
    for _ in 0..<250 { story.type("f") }
    story.type(":messages")
    story.press(.enter)
    #expect(story.state.screen.table.shown.count == 200)
    #expect(story.lines[3].contains("Refreshing by itself"))
  }

  @Test func aResizeKeepsTheCursor() {
    var story = Story.loaded()
    story.type("G")
    story.send(.terminal(.resized(Size(width: 60, height: 8))))
    #expect(story.cursorName == "stark-dev")
    #expect(story.text.contains("stark-dev"))
  }
}
