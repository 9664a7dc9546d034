import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Several contexts in one console: the same ids in two regions, one that does not answer, one in
/// which nothing may be changed.
struct ContextsStoryTests {
  private static let here = Home(0)
  private static let there = Home(1)
  private static let gone = Home(2)

  private static func context(_ home: Home) -> GatewayContext {
    [
      GatewayContext(profile: "prod", region: "ap-northeast-1"),
      GatewayContext(profile: "prod", region: "eu-west-1"),
      GatewayContext(profile: "lab", region: ""),
    ][Int(home.number)]
  }

  private static func identity(_ home: Home, readOnly: Bool = false) -> ContextIdentity {
    ContextIdentity(
      context: context(home), account: home == here ? "111111111111" : "222222222222",
      arn: "arn:aws:iam::111111111111:user/ops", credentialSource: "environment",
      isReadOnly: readOnly)
  }

  private static let refusal = GatewayError(
    kind: .unreachable, code: "Unreachable", message: "The lab cannot be reached.",
    advice: "Check the network.")

  static let standings = [
    ContextStanding(home: here, context: context(here), identity: identity(here), answeredIn: 0.02),
    ContextStanding(
      home: there, context: context(there), identity: identity(there, readOnly: true),
      answeredIn: 0.4),
    ContextStanding(home: gone, context: context(gone), error: refusal),
  ]

  private static func key(_ id: String, _ name: String, _ home: Home) -> APIKey {
    APIKey(id: KeyID(id, home: home), name: name, isEnabled: true, context: context(home))
  }

  /// A console over three contexts that has loaded what there is.
  static func story(_ width: Int = 120) -> Story {
    var story = Story(width, 30)
    story.connect(identity(here))
    story.send(.standings(standings))
    let page = { (keys: [APIKey], isLast: Bool, failure: ContextFailure?) in
      KeyPage(keys: keys, number: 1, isLast: isLast, fetchedAt: Sample.now, failure: failure)
    }
    story.answer(
      .keys,
      .keyPage(page([key("k1", "web", there), key("k2", "batch", there)], false, nil)))
    story.answer(.keys, .keyPage(page([key("k1", "web", here)], false, nil)))
    story.answer(
      .keys,
      .keyPage(
        page(
          [], true, ContextFailure(home: gone, context: context(gone), error: refusal))))
    story.answer(.plans, .planPage(PlanPage(plans: [], isLast: true, fetchedAt: Sample.now)))
    story.effects = []
    return story
  }

  @Test func oneTableInTheOrderOfContexts() {
    let story = Self.story()
    #expect(
      story.state.screen.table.shown == [
        .context(Self.gone), .key(KeyID("k1", home: Self.here)),
        .key(KeyID("k1", home: Self.there)), .key(KeyID("k2", home: Self.there)),
      ])
    #expect(story.lines[1].contains("3 of 3"))
    #expect(story.lines[2].contains("Profile"))
    #expect(story.lines[2].contains("Account"))
    #expect(story.lines[2].contains("Region"))
    #expect(story.lines[3].contains("The lab cannot be reached."))
    #expect(story.lines[4].contains("111111111111  ap-northeast-1"))
    #expect(story.lines[5].contains("222222222222  eu-west-1"))
    #expect(story.text.contains("lab: The lab cannot be reached. Check the network."))
  }

  @Test func theHeaderIsAboutTheRowUnderTheCursor() {
    var story = Self.story()
    #expect(story.lines[0].contains("lab · 3 contexts"))
    story.type("j")
    #expect(story.lines[0].contains("prod · 111111111111 · ap-northeast-1 · 3 contexts"))
    #expect(!story.lines[0].contains("READ-ONLY"))
    story.type("j")
    #expect(story.lines[0].contains("prod · 222222222222 · eu-west-1 · 3 contexts"))
    #expect(story.lines[0].contains("READ-ONLY"))
  }

  @Test func nothingIsChangedWhereItMayNotBe() {
    var story = Self.story()
    story.type("jjd")
    #expect(story.state.dialogs.isEmpty)
    #expect(
      story.text.contains("prod · eu-west-1 is read-only, so disable is not possible."))
    story.type("kd")
    #expect(story.text.contains("In prod · ap-northeast-1."))
    #expect(
      story.effects.contains(
        .askConfirmation([.setEnabled(Self.key("k1", "web", Self.here), false)])))
  }

  @Test func keysOfSeveralContextsShareNoPlan() {
    var story = Self.story()
    story.type("*a")
    #expect(story.state.screen.table.marks.count == 3)
    #expect(story.state.dialogs.isEmpty)
  }

  @Test func theViewOfContextsOpensTheirKeysAndFacts() {
    var story = Self.story()
    story.type("8")
    #expect(
      story.state.screen.table.shown == [
        .context(Self.here), .context(Self.there), .context(Self.gone),
      ])
    #expect(story.text.contains("yes, in 400 ms"))
    #expect(story.text.contains("read-only"))
    #expect(story.text.contains("no: The lab cannot be reached."))
    story.type("j")
    story.press(.enter)
    #expect(
      story.state.screen.table.shown == [
        .key(KeyID("k1", home: Self.there)), .key(KeyID("k2", home: Self.there)),
      ])
    story.press(.escape)
    story.type("p")
    #expect(story.text.contains("Contexts › prod · eu-west-1"))
    #expect(story.text.contains("yes: no change leaves this program"))
  }

  @Test func aContextThatHangsKeepsNothingBackThatOthersHave() {
    var story = Story(120, 30)
    story.connect(Self.identity(Self.here))
    story.send(.standings(Self.standings))
    let key = KeyPage(
      keys: [Self.key("k1", "web", Self.here)], number: 1, isLast: false, fetchedAt: Sample.now)
    story.answer(.keys, .keyPage(key))
    let plan = UsagePlan(
      id: PlanID("p1", home: Self.here), name: "basic", context: Self.context(Self.here))
    story.effects = []
    story.answer(
      .plans, .planPage(PlanPage(plans: [plan], isLast: false, fetchedAt: Sample.now)))
    let asked = story.effects.contains {
      if case .loadUsage(_, let request, _) = $0 { request.plan.id == plan.id } else { false }
    }
    #expect(asked)
    story.type("8")
    #expect(story.lines.contains { $0.contains("eu-west-1") && $0.contains("…") })
  }

  @Test func aRowOfAContextThatFailedTellsWhy() {
    var story = Self.story(80)
    story.type("d")
    #expect(story.text.contains("lab has nothing to act on here: enter tells why."))
    story.press(.enter)
    #expect(story.text.contains("Not reachable         The lab cannot be reached."))
    #expect(story.text.contains("What to do            Check the network."))
    story.press(.escape)
    story.type("p")
    #expect(story.text.contains("What to do            Check the network."))
  }

  @Test func theStartSaysWhatIsWrongInTheConfig() {
    var options = ConsoleOptions()
    options.notices = ["/c/config.yaml, line 2: unknown setting profil; it is passed over"]
    var story = Story(80, 24, options: options)
    story.answer(.connect, .failed(Self.refusal))
    #expect(story.text.contains("The lab cannot be reached."))
    #expect(story.text.contains("/c/config.yaml, line 2: unknown setting profil"))
  }

  @Test func aContextThatOpensLateIsAskedWhoCallsInItOnce() {
    var story = Self.story()
    story.answer(.identify, .identified(Self.identity(Self.here)))
    story.effects = []
    var standings = Self.standings
    standings[2] = ContextStanding(
      home: Self.gone, context: Self.context(Self.gone),
      identity: ContextIdentity(context: Self.context(Self.gone), credentialSource: "a role"))
    let asked = { (effects: [Effect]) in
      effects.contains { if case .identify = $0 { true } else { false } }
    }
    #expect(asked(story.send(.standings(standings))))
    story.answer(.identify, .identified(Self.identity(Self.here)))
    standings[0].answeredIn = 0.03
    #expect(!asked(story.send(.standings(standings))))
  }

  @Test func marksElsewhereWorkOnTheLineOfAContextThatFailed() {
    var story = Self.story()
    story.type("n")
    #expect(story.text.contains("lab is not connected."))
    story.type("*e")
    #expect(!story.text.contains("not connected"))
  }

  @Test func whatTurnsUpIsToldOnce() {
    var story = Self.story(80)
    let before = story.state.messages.count
    story.send(.noticed(["The clock is slow."]))
    story.send(.noticed(["The clock is slow."]))
    #expect(story.state.messages.count == before + 1)
    #expect(story.text.contains("The clock is slow."))
  }

  @Test func aWarningTakesTwoLinesAndNoMore() {
    var story = Self.story(80)
    story.state.say(String(repeating: "word ", count: 30) + "cure", .warn)
    #expect(story.state.messageLines.count == 2)
    #expect(story.state.messageLines[1].text.hasSuffix("cure"))
    story.state.say(String(repeating: "word ", count: 60) + "cure", .danger)
    #expect(story.state.messageLines.count == 2)
    story.state.say(String(repeating: "word ", count: 30) + "cure")
    #expect(story.state.messageLines.count == 1)
  }

  @Test func regionsAreReadWholeOn80Columns() {
    var story = Self.story(80)
    story.type("8")
    #expect(story.text.contains("ap-northeast-1"))
  }

  @Test func aBulkChangeOfSeveralContextsNamesThem() {
    var story = Self.story()
    var standings = Self.standings
    standings[1].identity?.isReadOnly = false
    standings[1].identity?.isProtected = true
    story.send(.standings(standings))
    story.type("*d")
    #expect(story.text.contains("3 changes in 2 contexts, one line each."))
    #expect(story.text.contains("1 in prod · ap-northeast-1."))
    #expect(story.text.contains("2 in prod · eu-west-1, which is protected."))
  }

  @Test func theResultsOfABulkChangeNameTheirContexts() {
    var story = Self.story()
    var standings = Self.standings
    standings[1].identity?.isReadOnly = false
    story.send(.standings(standings))
    story.type("*d")
    story.settle()
    story.type("3")
    #expect(story.text.contains("sending  prod · ap-northeast-1  disable web"))
    #expect(story.text.contains("sending  prod · eu-west-1       disable web"))
    for (id, purpose) in story.state.tasks {
      guard case .change(_, let index) = purpose,
        case .setEnabled(let key, _) = story.state.runs[0].items[index].change
      else { continue }
      let reply: Reply =
        key.id.home == Self.here
        ? .changed(
          ChangeOutcome(
            subject: .key(key), summary: "disabled web", at: Sample.now, requestIds: [],
            journalId: 1, isReversible: true))
        : .failed(Self.refusal)
      story.send(.answered(id, reply))
    }
    #expect(story.text.contains("done     prod · ap-northeast-1  disabled web"))
    #expect(
      story.text.contains(
        "failed   prod · eu-west-1       disable web  The lab cannot be reached."))
  }

  /// What a leak search or a revocation tells of: rows of every context in the tables follow it, those
  /// of contexts that are only known do not come in.
  @Test func keysOfEveryContextInTheTablesAreShown() {
    let story = Self.story()
    // The row under the cursor is of a third one.
    #expect(story.state.here == Self.gone)
    #expect(story.state.shows(Self.key("k1", "web", Self.here)))
    #expect(story.state.shows(Self.key("k2", "batch", Self.there)))
    let other = APIKey(
      id: KeyID("k1", home: .first), name: "web", isEnabled: false,
      context: GatewayContext(profile: "other", region: "eu-west-1"))
    #expect(!story.state.shows(other))
  }

  @Test func aContextThatIsBackHasItsRowsAgain() {
    var story = Self.story()
    story.press(.control("r"))
    let page = KeyPage(
      keys: [Self.key("k9", "bench", Self.gone)], number: 1, isLast: false, fetchedAt: Sample.now)
    story.answer(.keys, .keyPage(page))
    let failure = ContextFailure(
      home: Self.there, context: Self.context(Self.there), error: Self.refusal)
    story.answer(
      .keys,
      .keyPage(
        KeyPage(
          keys: [Self.key("k1", "web", Self.here)], number: 2, isLast: true,
          fetchedAt: Sample.now, failure: failure)))
    // What the one that fails now had before stays.
    #expect(story.state.catalog.keys[KeyID("k2", home: Self.there)] != nil)
    #expect(story.state.catalog.keys[KeyID("k9", home: Self.gone)] != nil)
    #expect(story.state.catalog.keyFailures.keys.sorted() == [Self.there])
  }
}
