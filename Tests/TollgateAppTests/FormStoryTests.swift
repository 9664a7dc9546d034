import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Forms and choices: what is typed is checked, asked about, sent, and never lost.
@Suite struct FormStoryTests {
  @Test func aNewKeyNeedsNoQuestion() {
    var story = Story.loaded()
    story.type("n")
    story.type("acme-two")
    story.press(.tab, .tab, .tab)
    story.type("bas")
    story.press(.tab, .tab)
    story.type("owner=acme")
    story.press(.enter)
    story.settle()
    let draft = KeyDraft(name: "acme-two", tags: ["owner": "acme"], plans: [story.plan("p1")])
    #expect(ChangeStoryTests.performs(story.effects) == [.createKey(draft)])
    story.answer(.change(run: 1, index: 0), .failed(ChangeStoryTests.error()))
    #expect(story.text.contains("acme-two"))
    #expect(story.text.contains("Too many requests. Try again later."))
    story.effects = []
    story.press(.enter)
    story.settle()
    #expect(ChangeStoryTests.performs(story.effects) == [.createKey(draft)])
    story.answer(
      .change(run: 2, index: 0),
      .changed(ChangeStoryTests.outcome(Sample.key("k8", "acme-two"), "made key acme-two")))
    #expect(story.state.dialogs == [])
    #expect(story.names.last == "acme-two")
  }

  @Test func aPlanIsEditedByWhatDiffers() {
    var story = Story.loaded()
    story.type("2E")
    story.settle()
    story.press(.tab, .tab, .control("u"))
    story.type("200")
    story.press(.enter)
    story.settle()
    let edit = PlanEdit(throttle: .set(Throttle(rateLimit: 200, burstLimit: 50)))
    #expect(story.text.contains("rate   100/s, burst 50 → 200/s, burst 50"))
    story.effects = []
    story.type("basic-prod")
    guard case .updatePlan(let plan, let sent)? = ChangeStoryTests.performs(story.effects).first
    else {
      Issue.record("no update")
      return
    }
    #expect(sent == edit)
    #expect(plan.keyCount == 5)
  }

  @Test func errorsStandUnderTheirFields() {
    var story = Story.loaded()
    story.type("2n")
    story.settle()
    story.press(.enter)
    #expect(story.text.contains("A name is needed."))
    story.type("x")
    #expect(!story.text.contains("A name is needed."))
    story.press(.tab, .tab)
    story.type("-1")
    #expect(story.text.contains("A number that is not negative."))
  }

  @Test func attachingShowsConflicts() {
    var story = Story.loaded()
    story.type("a")
    #expect(story.text.contains("no: already in it"))
    #expect(story.text.contains("no: orders-api/prod is open to it in basic-prod"))
    story.press(.enter)
    #expect(story.text.contains("Not possible: already in it."))
    story.type("int")
    story.press(.enter)
    story.settle()
    #expect(
      ChangeStoryTests.performs(story.type("y")) == [.attach(story.key("k1"), story.plan("p3"))])
  }

  @Test func detachingTakesTheName() {
    var story = Story.loaded()
    story.type("A")
    story.settle()
    #expect(
      ChangeStoryTests.performs(story.type("acme-mobile")) == [
        .detach(story.key("k1"), story.plan("p1"))
      ])
  }

  @Test func grantingShowsBeforeAndAfter() {
    var story = Story.loaded()
    story.type("u")
    #expect(story.text.contains("used 9,788 · left 212"))
    story.type("500")
    story.press(.enter)
    story.settle()
    #expect(story.text.contains("212 → 712"))
    #expect(
      ChangeStoryTests.performs(story.type("y")) == [
        .grant(story.key("k1"), story.plan("p1"), Grant(amount: .add(500)))
      ])
  }

  @Test func tagsAreComparedWithWhatWasThere() {
    var story = Story.loaded()
    story.type("t")
    story.press(.control("u"))
    story.type("team=mobile")
    story.press(.enter)
    story.settle()
    #expect(
      ChangeStoryTests.performs(story.effects) == [
        .tagKey(story.key("k1"), ["team": "mobile"]), .untagKey(story.key("k1"), ["owner"]),
      ])
  }

  @Test func theRequestsOfAFormAreShown() {
    var story = Story.loaded()
    story.type("E")
    story.type("-two")
    let effects = story.press(.function(2))
    #expect(
      effects.contains {
        guard case .preview(_, let changes) = $0 else { return false }
        return changes == [.updateKey(story.key("k1"), KeyEdit(name: "acme-mobile-two"))]
      })
    story.settle()
    #expect(story.text.contains("tollgate keys update acme-mobile --name acme-mobile-two"))
    story.press(.escape)
    #expect(story.text.contains("acme-mobile-two"))
  }

  @Test func aStageIsCompletedAndChecked() {
    var story = Story.loaded()
    story.type("2n")
    story.settle()
    story.type("gold")
    story.press(.tab, .tab, .tab, .tab, .tab, .tab)
    story.type("sea")
    story.press(.tab)
    #expect(story.text.contains("search-api:prod"))
    story.type(", nowhere:prod")
    #expect(story.text.contains("No API has this stage, or several do: nowhere:prod."))
    for _ in 0..<14 { story.press(.backspace) }
    story.press(.enter)
    story.settle()
    #expect(
      ChangeStoryTests.performs(story.effects) == [
        .createPlan(PlanDraft(name: "gold", stages: [Sample.stages[1]]))
      ])
  }

  @Test func nothingChangedIsSaid() {
    var story = Story.loaded()
    story.type("E")
    story.press(.enter)
    #expect(story.text.contains("Nothing differs from what is there."))
    story.press(.escape)
    #expect(story.state.dialogs == [])
  }
}
