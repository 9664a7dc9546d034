import Canvas
import Foundation
import GatewayKit
import TestSupport
import Testing

@testable import TollgateApp

/// Thousands of random events at random sizes: no crash, and no change without an answer to its
/// question.
@Suite struct PropertyTests {
  static let keys: [Key] =
    "jkgG/:?*sdenaAEuxtvcCz!pqyYRDo,.-12346789 fabcml".map { .character($0) } + [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .enter, .escape,
      .escape, .escape, .tab, .backTab, .backspace, .delete, .control("r"), .control("l"),
      .control("u"), .control("w"), .control("c"), .alt("d"), .function(2),
    ]

  @Test(arguments: 0..<24)
  func randomEvents(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed + 1))
    let readOnly = seed % 6 == 0
    var story = Story.loaded(
      80, 24, identity: Sample.identity(readOnly: readOnly, protected: seed % 5 == 0))
    for _ in 0..<400 {
      let before = story.state
      let event = Self.event(before, &random)
      let wanted = story.send(event)
      if wanted.contains(where: \.isChanging) {
        #expect(!readOnly)
        #expect(Self.isAnswer(event, before), "\(event)")
      }
      if Int.random(in: 0..<3, using: &random) > 0 { story.answerSome(&random) }
      #expect(view(story.state).buffer.size == story.state.size)
      Self.checkTable(story.state)
    }
  }

  static func event(_ state: AppState, _ random: inout SplitMix64) -> AppEvent {
    switch Int.random(in: 0..<40, using: &random) {
    case 0:
      return .terminal(
        .resized(
          Size(
            width: Int.random(in: 0...160, using: &random),
            height: Int.random(in: 0...60, using: &random))))
    case 1: return .terminal(.resized(Size(width: 100, height: 30)))
    case 2: return .terminal(.paste("y\nacme-mobile\n\u{1B}[31m2"))
    case 3:
      let point = Point(
        x: Int.random(in: 0..<100, using: &random), y: Int.random(in: 0..<30, using: &random))
      let kinds: [MouseEvent.Kind] = [.press, .wheelUp, .wheelDown]
      return .terminal(
        .mouse(MouseEvent(kind: kinds.randomElement(using: &random) ?? .press, at: point)))
    case 4:
      return .clock(state.now.addingTimeInterval(Double.random(in: 0...90, using: &random)))
    case 5...9:
      // Now and then the right name is typed.
      if case .confirm(let dialog)? = state.dialogs.last, case .typed(let text)? = dialog.needs,
        let next = text.dropFirst(dialog.typed.text.count).first
      {
        return .terminal(.key(.character(next)))
      }
      return .terminal(.key(.character("y")))
    default:
      return .terminal(.key(keys.randomElement(using: &random) ?? .escape))
    }
  }

  /// Whether an event may send changes: the last letter of an answer, `y`, a retry of what was
  /// confirmed before. A form that needs no question answers it by being submitted, through the
  /// service's rules.
  static func isAnswer(_ event: AppEvent, _ state: AppState) -> Bool {
    guard case .terminal(.key(let key)) = event else { return false }
    switch state.dialogs.last {
    case .confirm(let dialog):
      switch dialog.needs {
      case .yes, .some(.none): return key == .character("y")
      case .typed(let text):
        var typed = dialog.typed
        return typed.edit(key) && typed.text == text
      case nil: return false
      }
    case .bulk: return key == .character("R")
    default: return false
    }
  }

  static func checkTable(_ state: AppState) {
    let table = state.screen.table
    if !table.shown.isEmpty, state.screen.version != nil {
      #expect(table.shown.indices.contains(table.cursorIndex))
      #expect(table.shown[min(table.cursorIndex, table.shown.count - 1)] == table.cursor)
      #expect(table.top >= 0 && table.top < table.shown.count)
    }
    #expect(Set(table.shown).isSubset(of: Set(table.order)))
    #expect(table.marks.isSubset(of: Set(table.order)))
  }
}

extension Story {
  /// Answers some of what is wanted: well, badly, or not yet.
  mutating func answerSome(_ random: inout SplitMix64) {
    let wanted = effects
    effects = []
    for effect in wanted {
      switch effect {
      case .perform(let id, let change, _):
        if Bool.random(using: &random) {
          send(.answered(id, .failed(ChangeStoryTests.error())))
        } else {
          send(.answered(id, .changed(Self.outcome(of: change, at: state.now))))
        }
      case .undo(let id): send(.answered(id, .failed(ChangeStoryTests.error())))
      case .askUndo(let id):
        send(
          .answered(
            id,
            .undoCandidate(
              UndoCandidate(
                journalId: 1, summary: "disabled acme-mobile", inverse: "enable acme-mobile",
                at: state.now))))
      case .reveal(let id, _): send(.answered(id, .revealed(KeyValue.make("aB3dE5fG7hJ9kL1mN3pQ"))))
      case .copyValue(let id, _): send(.answered(id, .copied))
      case .askConfirmation(let changes):
        // A form that needs no question is answered by having been submitted.
        send(.confirmationKnown(changes, Self.rules(changes, state.identity)))
      default:
        effects = [effect]
        settle()
        effects = []
      }
    }
  }

  /// What a change leaves behind.
  static func outcome(of change: Change, at time: Date) -> ChangeOutcome {
    let subject: ChangeOutcome.Subject =
      switch change {
      case .createKey(let draft): .key(Sample.key("n-\(draft.name.prefix(8))", draft.name))
      case .updateKey(let key, _), .tagKey(let key, _), .untagKey(let key, _): .key(key)
      case .setEnabled(var key, let on):
        {
          key.isEnabled = on
          return .key(key)
        }()
      case .deleteKey(let key): .keyDeleted(key)
      case .createPlan(let draft):
        .plan(
          UsagePlan(
            id: PlanID("n-\(draft.name.prefix(8))"), name: draft.name, context: Sample.context))
      case .updatePlan(let plan, _), .suspendPlan(let plan), .resumePlan(let plan): .plan(plan)
      case .deletePlan(let plan): .planDeleted(plan)
      case .attach(let key, let plan): .membership(key: key, plan: plan, attached: true)
      case .detach(let key, let plan): .membership(key: key, plan: plan, attached: false)
      case .grant(let key, let plan, _): .usage(Sample.chart(plan, key.id.wire))
      }
    return ChangeOutcome(
      subject: subject, summary: change.phrase, at: time, requestIds: [], journalId: 1,
      isReversible: true)
  }
}
