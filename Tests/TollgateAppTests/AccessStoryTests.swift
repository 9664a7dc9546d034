import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// What the caller may not do takes its keys, its columns and its views away, says what is missing, and
/// gives them back.
@Suite struct AccessStoryTests {
  private static let patch = Story.denied("apigateway:PATCH", "/apikeys/k1")
  private static let keys = Story.denied("apigateway:GET", "/apikeys", isExplicit: true)
  private static let planKeys = Story.denied("apigateway:GET", "/usageplans/p1/keys")
  private static let usage = Story.denied("apigateway:GET", "/usageplans/p1/usage")

  /// The heading and the foot.
  private static func foot(_ story: Story) -> String {
    story.lines[story.lines.count - story.state.footHeight]
  }

  // MARK: keys

  @Test func aRefusedChangeTakesItsKeyAwayAndAskingAgainGivesItBack() throws {
    var story = Story.loaded(80, 24)
    #expect(Self.foot(story).contains("d disable"))
    story.type("d")
    story.settle()
    story.type("y")
    story.effects = []
    story.know(Self.patch)
    story.refuse(.change(run: 1, index: 0), Self.patch)
    try Frames.expect(story.text, is: "access-refused-80x24")
    // The action and the ARN stand whole on one line each.
    #expect(
      story.text.contains(
        "apigateway:PATCH on arn:aws:apigateway:ap-northeast-1::/apikeys/k1 is not\n"))
    #expect(!Self.foot(story).contains("disable"))
    #expect(!story.state.workingActions.map(\.action).contains(.disable))
    // Edit needs the same permission, rotate others.
    #expect(!story.state.workingActions.map(\.action).contains(.edit))
    #expect(story.state.workingActions.map(\.action).contains(.rotate))
    story.type("d")
    #expect(story.state.dialogs.isEmpty)
    #expect(story.effects.isEmpty)
    try Frames.expect(story.text, is: "access-gone-80x24")
    story.press(.control("r"))
    #expect(story.effects.contains(.askDeniedAgain))
    #expect(Self.foot(story).contains("d disable"))
    story.effects = []
    story.type("d")
    #expect(!story.state.dialogs.isEmpty)
  }

  @Test func anAnswerGivesTheKeyBack() {
    var story = Story.loaded(80, 24)
    story.know(Self.patch)
    #expect(!Self.foot(story).contains("disable"))
    story.know()
    #expect(Self.foot(story).contains("d disable"))
  }

  @Test func commandsByNameAreRefusedAlike() {
    var story = Story.loaded(80, 24)
    story.know(Self.patch)
    story.type(":disable")
    story.press(.enter)
    #expect(story.state.dialogs.isEmpty)
    #expect(story.state.messages.last?.text.contains("apigateway:PATCH on arn:aws:") == true)
    #expect(!story.state.commandNames.contains("disable"))
  }

  @Test(arguments: [
    (Action.disable, "apigateway:PATCH", "/apikeys/k1"),
    (.enable, "apigateway:PATCH", "/apikeys/k1"),
    (.edit, "apigateway:PATCH", "/apikeys/k1"),
    (.new, "apigateway:POST", "/apikeys"),
    (.rotate, "apigateway:POST", "/apikeys"),
    (.rotate, "apigateway:POST", "/usageplans/p1/keys"),
    (.attach, "apigateway:POST", "/usageplans/p1/keys"),
    (.detach, "apigateway:DELETE", "/usageplans/p1/keys/k1"),
    (.grant, "apigateway:PATCH", "/usageplans/p1/keys/k1/usage"),
    (.delete, "apigateway:DELETE", "/apikeys/k1"),
    (.tags, "apigateway:PUT", "/tags/arn%3Aaws"),
    (.reveal, "apigateway:GET", "/apikeys/k1"),
    (.copyValue, "apigateway:GET", "/apikeys/k1"),
  ])
  func everyActionOnKeysHasItsPermission(_ action: Action, _ needs: String, _ path: String) {
    var story = Story.loaded(80, 24)
    story.know(Story.denied(needs, path))
    guard case .refused(let reason) = story.state.availability(action) else {
      Issue.record("\(action) works without \(needs)")
      return
    }
    #expect(
      reason.hasPrefix(
        "\(needs) on arn:aws:apigateway:ap-northeast-1::\(path) is not allowed, so "))
    #expect(reason.contains("ctrl-r asks again."))
  }

  @Test(arguments: [
    (Action.new, "apigateway:POST", "/usageplans"),
    (.edit, "apigateway:PATCH", "/usageplans/p1"),
    (.suspend, "apigateway:PATCH", "/usageplans/p1"),
    (.resume, "apigateway:PATCH", "/usageplans/p1"),
    (.delete, "apigateway:DELETE", "/usageplans/p1"),
  ])
  func everyActionOnPlansHasItsPermission(_ action: Action, _ needs: String, _ path: String) {
    var story = Story.loaded(80, 24)
    story.type("2")
    story.know(Story.denied(needs, path))
    guard case .refused(let reason) = story.state.availability(action) else {
      Issue.record("\(action) works without \(needs)")
      return
    }
    #expect(reason.hasPrefix("\(needs) on "))
  }

  @Test func aBulkTellsOfEachAndGoesOn() throws {
    var story = Story.loaded(80, 24)
    story.type(" ")
    story.type(" ")
    story.type(" ")
    story.type("d")
    story.settle()
    story.type("3")
    story.effects = []
    story.refuse(.change(run: 1, index: 0), Self.patch)
    let second = Story.denied("apigateway:PATCH", "/apikeys/k2")
    story.refuse(.change(run: 1, index: 1), second)
    story.answer(
      .change(run: 1, index: 2),
      .changed(
        ChangeOutcome(
          subject: .key(Sample.keys[2]), summary: "disabled globex-partner", at: Sample.now,
          requestIds: ["r"], journalId: 1, isReversible: true)))
    try Frames.expect(story.text, is: "access-bulk-80x24")
  }

  // MARK: columns

  @Test func aRefusedReadTakesItsColumnAwayAndAnAnswerGivesItBack() throws {
    var story = Story.loaded(80, 24)
    story.type("2")
    #expect(story.lines[2].contains("Keys"))
    story.know(Self.planKeys)
    #expect(!story.lines[2].contains("Keys"))
    try Frames.expect(story.text, is: "access-plans-80x24")
    story.know()
    #expect(story.lines[2].contains("Keys"))
  }

  @Test func aRefusedReadOfOnePlanTakesNoColumnAway() {
    var story = Story.loaded(80, 24)
    story.type("2")
    var access = Story.access([Self.planKeys])
    access.allow("apigateway:GET", on: "arn:aws:apigateway:ap-northeast-1::/usageplans/p2/keys")
    story.send(
      .standings([
        ContextStanding(context: Sample.context, identity: Sample.identity(), access: access)
      ]))
    #expect(story.lines[2].contains("Keys"))
  }

  @Test func withoutUsageTheKeysHaveNoFiguresAndNoneIsAskedForAgain() throws {
    var story = Story(80, 24)
    story.connect()
    story.answer(
      .keys,
      .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    story.answer(
      .plans, .planPage(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: Sample.now)))
    story.effects = []
    story.know(Self.usage)
    for plan in Sample.plans where story.state.isBusy(.usage(plan.id)) {
      story.refuse(.usage(plan.id), Story.denied("apigateway:GET", "/usageplans/\(plan.id)/usage"))
    }
    for plan in Sample.plans {
      story.answer(
        .members(plan.id),
        .members((Sample.members[plan.id.wire] ?? []).map { PlanMember(id: KeyID($0), name: $0) }))
    }
    #expect(Sample.plans.allSatisfy { !story.state.isBusy(.usage($0.id)) })
    // Who is in which plan is known all the same.
    #expect(story.lines.contains { $0.contains("stark-dev") && $0.contains("no plan") })
    #expect(story.lines[2].contains("Plan"))
    #expect(!story.lines[2].contains("Used"))
    #expect(!story.lines[2].contains("Left"))
    #expect(!story.lines[2].contains("Out"))
    try Frames.expect(story.text, is: "access-keys-80x24")
    story.type("3")
    try Frames.expect(story.text, is: "access-usage-80x24")
  }

  @Test func oneRefusalOfUsageStandsForAllPlansUntilOneAnswers() {
    var story = Story(80, 24)
    story.connect()
    story.answer(
      .keys,
      .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    let plans = (1...9).map { number in
      UsagePlan(id: PlanID("q\(number)"), name: "plan-\(number)", context: Sample.context)
    }
    story.answer(.plans, .planPage(PlanPage(plans: plans, isLast: true, fetchedAt: Sample.now)))
    func asked() -> [PlanID] { plans.map(\.id).filter { story.state.isBusy(.usage($0)) } }
    let first = asked()
    #expect(!first.isEmpty && first.count < plans.count)
    story.know(Story.denied("apigateway:GET", "/usageplans/q1/usage"))
    for plan in first {
      story.refuse(.usage(plan), Story.denied("apigateway:GET", "/usageplans/\(plan)/usage"))
    }
    #expect(asked() == [])
    story.know()
    story.press(.control("r"))
    story.answer(.plans, .planPage(PlanPage(plans: plans, isLast: true, fetchedAt: Sample.now)))
    #expect(!asked().isEmpty)
  }

  @Test func membersThatMayNotBeReadAreNotCalledNone() {
    let story = Story.loaded(80, 24)
    #expect(story.text.contains("no plan"))
    var other = Story(80, 24)
    other.know(Self.planKeys)
    other.connect()
    other.know(Self.planKeys)
    other.settle()
    // stark-dev is in no plan as far as usage tells, which names used keys alone.
    #expect(!other.text.contains("no plan"))
    #expect(other.state.catalog.plans[PlanID("p1")]?.keyCount == nil)
    #expect(other.lines.contains { $0.contains("stark-dev") && $0.contains("–") })
  }

  // MARK: views

  @Test func aRefusedViewSaysSoInItsPlaceAndWhatCanStillBeSeen() throws {
    var story = Story(80, 24)
    story.connect()
    story.know(Self.keys)
    story.refuse(.keys, Self.keys)
    story.answer(
      .plans, .planPage(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: Sample.now)))
    story.effects = story.effects.filter { if case .loadUsage = $0 { true } else { false } }
    story.settle()
    try Frames.expect(story.text, is: "access-view-80x24")
    #expect(!story.text.contains("Loading"))
    // A load that begins does not make it come and go.
    story.press(.control("r"))
    #expect(story.text.contains("Still to be seen: 2 plans, 3 usage."))
    story.refuse(.keys, Self.keys)
    story.type("3")
    #expect(!story.lines[2].contains("State"))
    #expect(story.text.contains("basic-prod"))
    // A key that may not be read has its usage.
    story.type("j")
    story.effects = []
    story.press(.enter)
    #expect(!story.effects.contains { if case .loadKey = $0 { true } else { false } })
    story.settle()
    try Frames.expect(story.text, is: "access-key-80x24")
    story.type("v")
    #expect(story.state.dialogs.isEmpty)
    let told = story.state.messages.last?.text ?? ""
    #expect(told.hasPrefix("A policy denies apigateway:GET on arn:aws:"))
  }

  @Test func aRefusedViewComesBack() {
    var story = Story(80, 24)
    story.connect()
    story.know(Self.keys)
    story.refuse(.keys, Self.keys)
    story.press(.control("r"))
    story.know()
    story.answer(
      .keys,
      .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: Sample.now)))
    #expect(story.text.contains("acme-mobile"))
    #expect(!story.text.contains("apigateway:GET"))
  }

  // MARK: several contexts

  @Test func eachContextHasItsOwn() {
    var story = ContextsStoryTests.story()
    var standings = ContextsStoryTests.standings
    standings[0].access = Story.access([Self.patch])
    story.send(.standings(standings))
    story.type("j")
    #expect(story.state.here == Home(0))
    story.type("d")
    #expect(
      story.state.messages.last?.text
        == "apigateway:PATCH on arn:aws:apigateway:ap-northeast-1::/apikeys/k1 is not allowed, so "
        + "disable is not possible in prod · ap-northeast-1. ctrl-r asks again. tollgate iam operator "
        + "prints a policy that has it.")
  }

  @Test func aColumnStaysWhileOneContextHasIt() {
    var story = ContextsStoryTests.story(160)
    var standings = ContextsStoryTests.standings
    standings[0].access = Story.access([Self.usage])
    story.send(.standings(standings))
    #expect(story.lines[2].contains("Used"))
    #expect(story.lines[4].contains(" – "))
    for place in standings.indices { standings[place].access = Story.access([Self.usage]) }
    story.send(.standings(standings))
    #expect(!story.lines[2].contains("Used"))
  }

  // MARK: messages

  @Test(arguments: [
    "/apikeys/a1b2c3d4e5", "/usageplans/abc123/keys/a1b2c3d4e5/usage",
    "/tags/arn%3Aaws-us-gov%3Aapigateway%3Aus-gov-west-1%3A%3A%2Fusageplans%2Fabc123",
  ])
  func everyARNIsReadWholeOnTheSmallestScreen(_ path: String) {
    let arn = "arn:aws-us-gov:apigateway:us-gov-west-1::" + path
    for action in ["apigateway:PATCH", "apigateway:DELETE", "apigateway:PUT"] {
      guard let capability = Capability.needing(action, on: arn)?.capability else { continue }
      var story = Story.loaded(80, 24)
      let denied = DeniedPermission(
        capability: capability, action: action, arn: arn, said: "no")
      story.state.say(
        Story.error(denied), failed: "Could not disable \(String(repeating: "long ", count: 40))",
        .danger)
      story.send(.clock(story.state.now))
      let foot = story.lines.suffix(Layout.longestMessage).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      #expect(foot.joined().contains(arn))
      #expect(foot.joined(separator: " ").contains("\(action) on "))
      let rows = story.lines.dropFirst(Layout.bodyRow).prefix(story.state.tableHeight)
      #expect(rows.count >= 15)
      // What is asked for by the key itself fits with its cure.
      let refusal = story.state.told(denied, without: "roll back is not possible")
      #expect(Line(refusal).wrapped(to: 78).count <= Layout.longestMessage)
    }
  }

  @Test func messagesAreReadWholeUnderTheCursor() throws {
    var story = Story.loaded(80, 24)
    story.know(Self.patch)
    story.type("d")
    story.type(":messages")
    story.press(.enter)
    try Frames.expect(story.text, is: "access-messages-80x24")
  }
}
