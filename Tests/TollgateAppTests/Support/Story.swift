import Canvas
import Foundation
import GatewayKit

@testable import TollgateApp

/// A console that is told what happens and whose wishes are looked at: send, expect, answer.
struct Story {
  var state: AppState
  /// Everything wanted since the last look.
  var effects: [Effect] = []

  init(
    _ width: Int = 100, _ height: Int = 30, options: ConsoleOptions = ConsoleOptions(),
    start: Bool = true
  ) {
    var options = options
    options.size = Size(width: width, height: height)
    options.profile = options.profile ?? "prod-admin"
    options.region = options.region ?? "ap-northeast-1"
    state = AppState(options: options, now: Sample.now)
    if start { effects = state.start() }
  }

  /// A console that is connected and has loaded everything there is.
  static func loaded(
    _ width: Int = 100, _ height: Int = 30, options: ConsoleOptions = ConsoleOptions(),
    identity: ContextIdentity = Sample.identity()
  ) -> Story {
    var story = Story(width, height, options: options)
    story.connect(identity)
    story.settle()
    story.effects = []
    return story
  }

  mutating func connect(_ identity: ContextIdentity = Sample.identity()) {
    answer(.connect, .connected(identity, Settings()))
  }

  @discardableResult
  mutating func send(_ event: AppEvent) -> [Effect] {
    let wanted = update(&state, event)
    effects += wanted
    return wanted
  }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { send(.terminal(.key($0))) }
  }

  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { send(.terminal(.key(.character($0)))) }
  }

  mutating func wait(_ seconds: Double) {
    send(.clock(state.now.addingTimeInterval(seconds)))
  }

  /// Answers the work for a purpose.
  mutating func answer(_ purpose: TaskPurpose, _ reply: Reply) {
    guard let id = state.tasks.first(where: { $0.value == purpose })?.key else { return }
    send(.answered(id, reply))
  }

  /// Answers everything that only reads, and the service's rules, until nothing is wanted.
  mutating func settle() {
    var rounds = 0
    while !effects.isEmpty, rounds < 200 {
      let wanted = effects
      effects = []
      let count = kept.count
      for effect in wanted { reply(to: effect) }
      rounds += 1
      if effects.isEmpty, kept.count == count { break }
    }
    effects = kept
    kept = []
  }

  /// What nobody here answers: changes and what goes to the terminal.
  private var kept: [Effect] = []

  private mutating func reply(to effect: Effect) {
    switch effect {
    case .identify(let id): send(.answered(id, .identified(state.identity ?? Sample.identity())))
    case .loadKeys(let id, _):
      send(
        .answered(
          id, .keyPage(KeyPage(keys: Sample.keys, number: 1, isLast: true, fetchedAt: state.now))))
    case .loadPlans(let id, _):
      send(
        .answered(
          id, .planPage(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: state.now))))
    case .loadUsage(let id, let request, _):
      let all =
        request.key.map { [Sample.chart(request.plan, $0.wire)] } ?? Sample.usage(of: request.plan)
      send(.answered(id, .usage(all)))
    case .loadKey(let id, let key, _):
      guard var found = state.catalog.keys[key]?.key else { return }
      found.plans = Sample.plans.filter {
        Sample.members[$0.id.wire]?.contains(key.wire) == true
      }.map(\.reference)
      send(.answered(id, .key(found)))
    case .loadPlan(let id, let plan, _):
      guard var found = Sample.plans.first(where: { $0.id == plan }) else { return }
      found.keyCount = Sample.members[plan.wire]?.count
      found.tags = ["team": "payments"]
      send(.answered(id, .plan(found)))
    case .loadMembers(let id, let plan, _):
      let ids = Sample.members[plan.wire] ?? []
      send(.answered(id, .members(ids.map { PlanMember(id: KeyID($0), name: $0) })))
    case .loadPlansOfKey(let id, let key, _):
      let plans = Sample.plans.filter { Sample.members[$0.id.wire]?.contains(key.wire) == true }
      send(.answered(id, .plansOfKey(plans)))
    case .loadAPIs(let id): send(.answered(id, .apis(Sample.apis)))
    case .loadJournal(let id): send(.answered(id, .journal(Self.journal)))
    case .verifyJournal(let id):
      send(.answered(id, .journalChecked(JournalCheck(rows: 5, head: "ab12", unfinished: []))))
    case .loadRotations(let id, _):
      send(
        .answered(id, .rotations([Sample.rotation(), Sample.rotation("rot0", state: .disabled)])))
    case .checkRotations(let id, _): send(.answered(id, .rotationsChecked([])))
    case .findRevivals(let id, _): send(.answered(id, .revivals([])))
    case .askConfirmation(let changes):
      send(.confirmationKnown(changes, Self.rules(changes, state.identity)))
    case .preview(let id, _), .previewUndo(let id), .previewRotations(let id, _):
      send(
        .answered(
          id,
          .previewed([
            PlannedLine(
              method: "PATCH", path: "/apikeys/k1", body: #"{"patchOperations":[]}"#,
              awsCli: "aws apigateway update-api-key --api-key k1")
          ])))
    default: kept.append(effect)
    }
  }

  /// What the service's rules say, as the contract has them.
  static func rules(_ changes: [Change], _ identity: ContextIdentity?) -> Confirmation {
    if changes.count > 1 { return .typed(String(changes.count)) }
    guard let change = changes.first else { return .none }
    if identity?.isProtected == true { return .typed(change.subject) }
    switch change {
    case .createKey, .createPlan, .tagKey, .untagKey: return .none
    case .setEnabled, .updateKey, .attach, .grant: return .yes
    case .deleteKey, .detach, .updatePlan, .deletePlan, .suspendPlan, .resumePlan:
      return .typed(change.subject)
    }
  }

  static let journal = [
    JournalLine(
      id: 2, at: Sample.at(21, hour: 9, minute: 30), who: "arn:aws:iam::123456789012:user/ops",
      context: Sample.context, action: "disable key globex-old", outcome: "done",
      requestIds: ["r-2"],
      before:
        #"{"key":{"id":"k0","isEnabled":true,"name":"globex-old","tags":{"owner":"globex"}}}"#,
      after:
        #"{"key":{"id":"k0","isEnabled":false,"name":"globex-old","tags":{"owner":"globex"}}}"#,
      reason: "customer left"),
    JournalLine(
      id: 1, at: Sample.at(20, hour: 8), who: "unknown", context: Sample.context,
      action: "attach key acme-mobile to plan basic-prod", outcome: "failed", requestIds: []),
  ]

  /// The screen as text.
  var text: String { view(state).buffer.text }
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  /// The names of the rows shown.
  var names: [String] {
    state.screen.table.shown.map { row in
      switch row {
      case .total(let plan), .plan(let plan): state.catalog.plans[plan]?.label ?? plan.wire
      default: state.key(of: row)?.label ?? "?"
      }
    }
  }
  /// The name under the cursor.
  var cursorName: String? {
    state.screen.table.cursor.flatMap { state.key(of: $0)?.label }
  }
}
