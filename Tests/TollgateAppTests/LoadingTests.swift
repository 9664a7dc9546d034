import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// What is asked for, when, and what becomes of the answers.
@Suite struct LoadingTests {
  static func id(_ number: Int) -> TaskID { TaskID(number: number) }

  @Test func theFirstWish() {
    let story = Story()
    #expect(
      story.effects == [
        .connect(Self.id(1), .asStarted), .setTitle("tollgate prod-admin ap-northeast-1"),
      ])
    #expect(story.lines[0].hasPrefix(" tollgate  prod-admin · ap-northeast-1"))
    #expect(story.lines[2].hasPrefix("   Name"))
  }

  @Test func connectingAsksForTheCallerAndTheLists() {
    var story = Story()
    story.effects = []
    story.connect()
    #expect(
      story.effects == [
        .identify(Self.id(2)), .loadKeys(Self.id(3), .person), .loadPlans(Self.id(4), .person),
      ])
  }

  @Test func pagesAreAppendedAndTheCursorStays() {
    var story = Story()
    story.connect()
    story.answer(
      .keys,
      .keyPage(
        KeyPage(keys: Array(Sample.keys[..<3]), number: 1, isLast: false, fetchedAt: Sample.now)))
    #expect(story.names == ["acme-mobile", "globex-web", "globex-partner"])
    story.type("j")
    story.answer(
      .keys,
      .keyPage(
        KeyPage(keys: Array(Sample.keys[3...]), number: 2, isLast: true, fetchedAt: Sample.now)))
    #expect(story.cursorName == "globex-web")
    #expect(story.names.count == 7)
    #expect(!story.state.isBusy(.keys))
  }

  @Test func answersThatNobodyWaitsForAreDropped() {
    var story = Story.loaded()
    let before = story.state
    story.send(
      .answered(
        Self.id(3), .keyPage(KeyPage(keys: [], number: 1, isLast: true, fetchedAt: Sample.now))))
    #expect(story.state == before)
    story.press(.control("r"))
    let old = story.state.tasks.first { $0.value == .keys }?.key
    story.press(.control("r"))
    #expect(story.effects.contains { old.map { .cancel($0) } == $0 })
    #expect(story.state.tasks.values.filter { $0 == .keys }.count == 1)
  }

  @Test func usageOfFewPlansIsAskedForAPlanAtATime() {
    var story = Story()
    story.connect()
    story.answer(
      .keys, .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    story.effects = []
    story.answer(
      .plans, .planPage(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: Sample.now)))
    let from = Sample.today - 31
    #expect(
      story.effects == [
        .loadUsage(
          Self.id(6), UsageRequest(plan: Sample.basic, from: from, to: Sample.today), .background),
        .loadUsage(
          Self.id(7), UsageRequest(plan: Sample.premium, from: from, to: Sample.today), .background),
      ])
  }

  @Test func ofManyPlansOnlyWhatIsOnTheScreenIsAskedFor() {
    var story = Story(100, 10)
    story.connect()
    let keys = (0..<1000).map { Sample.key("m\($0)", "many-\($0)") }
    let plans = (0..<300).map {
      UsagePlan(id: PlanID("q\($0)"), name: "plan-\($0)", context: Sample.context)
    }
    story.answer(
      .keys, .keyPage(KeyPage(keys: keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    story.effects = []
    story.answer(.plans, .planPage(PlanPage(plans: plans, isLast: true, fetchedAt: Sample.now)))
    var asked: [KeyID] = []
    var loaded: [PlanID] = []
    while let effect = story.effects.first {
      story.effects.removeFirst()
      switch effect {
      case .loadPlansOfKey(let id, let key, let urgency):
        #expect(urgency == .person)
        asked.append(key)
        story.send(.answered(id, .plansOfKey([plans[asked.count % 2]])))
      case .loadUsage(let id, let request, let urgency):
        #expect(urgency == .person)
        loaded.append(request.plan.id)
        story.send(.answered(id, .usage([])))
      default: break
      }
      #expect(
        story.state.tasks.values.filter {
          switch $0 {
          case .usage, .plansOfKey: true
          default: false
          }
        }.count <= AppState.fillWidth)
    }
    #expect(story.state.tableHeight == 5)
    #expect(Set(asked) == Set(keys.prefix(5).map(\.id)))
    #expect(Set(loaded) == [PlanID("q0"), PlanID("q1")])
  }

  @Test func withoutUsageTheMembersAreStillAskedFor() {
    var story = Story()
    story.connect()
    story.answer(
      .keys, .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    story.answer(
      .plans, .planPage(PlanPage(plans: [Sample.basic], isLast: true, fetchedAt: Sample.now)))
    story.effects = []
    story.answer(
      .usage(Sample.basic.id),
      .failed(
        GatewayError(
          kind: .failed, code: "UnreadableAnswer", message: "GetUsage answered with HTML.",
          advice: "The endpoint may not know it.")))
    #expect(story.effects == [.loadMembers(Self.id(7), Sample.basic.id, .background)])
    story.answer(.members(Sample.basic.id), .members([PlanMember(id: KeyID("k1"), name: "")]))
    #expect(story.lines[3].contains("acme-mobile"))
    #expect(story.lines[3].contains("basic-prod"))
    #expect(story.lines[3].contains("failed"))
    #expect(story.state.messages.last?.text.hasPrefix("No usage of basic-prod") == true)
  }

  @Test func anErrorStandsWhereTheDataWouldBe() {
    var story = Story()
    story.connect()
    story.answer(
      .keys,
      .failed(
        GatewayError(
          kind: .unreachable, code: "Unreachable", message: "Nobody answers at 127.0.0.1:1.",
          advice: "Check the endpoint.")))
    #expect(story.text.contains("Nobody answers at 127.0.0.1:1."))
    #expect(story.text.contains("Check the endpoint."))
    #expect(story.text.contains("ctrl-r tries again."))
  }

  @Test func refreshingByItselfWaitsAMinuteAndCanBeStopped() {
    var story = Story.loaded()
    story.effects = []
    story.wait(59)
    #expect(story.effects == [])
    story.wait(1)
    #expect(
      story.effects.contains { if case .loadKeys(_, .background) = $0 { true } else { false } })
    story.settle()
    story.effects = []
    story.type("f")
    story.wait(600)
    #expect(story.effects == [])
    #expect(story.lines[0].contains("10 min old, paused"))
  }

  @Test func refreshingKeepsOrderAndCursor() {
    var story = Story.loaded()
    story.type("sn")
    #expect(story.names.first == "acme-mobile")
    #expect(story.names.last == "umbrella-lab")
    story.type("jj")
    #expect(story.cursorName == "globex-web")
    var renamed = Sample.keys
    renamed[0].name = "zebra"
    renamed.insert(Sample.key("k9", "aardvark"), at: 0)
    renamed.removeAll { $0.name == "globex-partner" }
    story.press(.control("r"))
    story.answer(
      .keys, .keyPage(KeyPage(keys: renamed, number: 1, isLast: true, fetchedAt: Sample.now)))
    #expect(
      story.names == [
        "zebra", "globex-web", "hooli-search", "initech-batch", "stark-dev", "umbrella-lab",
        "aardvark",
      ])
    #expect(story.cursorName == "globex-web")
  }

  @Test func theAgeIsShownAndTicks() {
    var story = Story.loaded()
    story.wait(12)
    #expect(story.lines[0].contains("12 s old"))
  }

  @Test func withoutCredentialsTheSandboxIsOffered() {
    var story = Story()
    story.effects = []
    story.answer(
      .connect,
      .failed(
        GatewayError(
          kind: .credentials, code: "NoCredentials", message: "Tried: environment.",
          advice: "Name a profile.")))
    #expect(story.text.contains("Tried: environment."))
    story.type("p")
    story.type("ops")
    #expect(story.press(.enter) == [.connect(Self.id(2), .profile("ops"))])
    story.answer(
      .connect,
      .failed(
        GatewayError(kind: .credentials, code: "NoCredentials", message: "No.", advice: "Hm.")))
    #expect(story.type("s") == [.connect(Self.id(3), .sandbox)])
    #expect(story.type("q") == [.quit(ConsoleExit())])
  }

  @Test func openingWithACommand() {
    var story = Story(100, 30, options: ConsoleOptions(open: ":usage used>89%"))
    story.connect()
    story.settle()
    #expect(story.state.screen.kind == .usage)
    #expect(story.names == ["basic-prod", "hooli-search", "acme-mobile", "globex-web"])
  }

  @Test func askingAgainIsSaidUntilTheAnswersAreThere() {
    var story = Story.loaded()
    story.press(.control("r"))
    #expect(story.lines.last?.contains("Asking again …") == true)
    story.answer(
      .keys,
      .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    #expect(story.lines.last?.contains("Asking again …") == true)
    story.settle()
    #expect(story.state.tasks.isEmpty)
    #expect(!story.text.contains("Asking again"))
    #expect(story.state.messages.last?.text == "Asking again …")
  }

  @Test func anotherMessageStaysWhenTheAnswersAreThere() {
    var story = Story.loaded()
    story.press(.control("r"))
    story.state.say("Something else.")
    story.settle()
    #expect(story.lines.last?.contains("Something else.") == true)
  }

  @Test func openingAView() {
    let story = Story(100, 30, options: ConsoleOptions(view: "plans"))
    #expect(story.state.screen.kind == .plans)
  }
}
