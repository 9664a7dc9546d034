import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Keys replaced by new ones: the form, the question, the run, and the view that shows them.
@Suite struct RotationStoryTests {
  static func commands(_ effects: [Effect]) -> [RotationCommand] {
    effects.compactMap { if case .runRotation(_, let command, _) = $0 { command } else { nil } }
  }

  static func outcome(_ rotation: Rotation = Sample.rotation()) -> RotationOutcome {
    RotationOutcome(rotation: rotation, done: ["made k1new", "put it into basic-prod"])
  }

  @Test func rotatingOneKey() {
    var story = Story.loaded()
    story.type("r")
    #expect(story.text.contains("Rotate acme-mobile"))
    #expect(story.text.contains("together they can use up to twice the quota"))
    story.press(.enter)
    guard case .checkRotations(_, let requests)? = story.effects.first else {
      Issue.record("it was not looked into first")
      return
    }
    #expect(requests == [RotateRequest(key: Sample.keys[0])])
    story.answer(.rotationCheck, .rotationsChecked(["Its longest pause was 3 days."]))
    story.settle()
    #expect(story.text.contains("Its longest pause was 3 days."))
    #expect(story.text.contains("The value is delivered nowhere; v on the new key's row"))
    story.effects = []
    story.press(.enter)
    #expect(story.effects == [])
    story.type("y")
    #expect(Self.commands(story.effects) == [.rotate(RotateRequest(key: Sample.keys[0]))])
    story.answer(.rotation(run: 1, index: 0), .progress("making the new key"))
    #expect(story.text.contains("sending  rotate acme-mobile  making the new key"))
    story.answer(.rotation(run: 1, index: 0), .rotated([Self.outcome()]))
    #expect(story.text.contains("acme-mobile: made k1new, put it into basic-prod"))
    #expect(story.text.contains("its value was handed to nobody: v on its row shows it for 10 s"))
    #expect(story.text.contains("waits for: new key not seen yet; old key quiet for 9 of 24 h"))
  }

  @Test func theFormSaysWhatIsWrong() {
    var story = Story.loaded()
    story.type("r")
    story.press(.control("u"))
    story.type("soon")
    #expect(story.text.contains("A time such as 7d, 24h or 90m."))
    story.press(.tab, .tab)
    story.type("nothing-like-it")
    #expect(story.text.contains("No plan is called nothing-like-it."))
    story.press(.tab, .control("u"))
    story.type("stdout")
    #expect(story.text.contains("none, file:PATH, file:DIR/"))
    story.press(.control("u"))
    story.effects = []
    story.press(.enter)
    #expect(story.effects == [])
  }

  @Test func theFormAsksForAllOfIt() {
    var story = Story.loaded()
    story.type("r")
    story.press(.control("u"))
    story.type("12h")
    story.press(.tab, .control("u"))
    story.type("90m")
    story.press(.down)
    story.type("premium-prod")
    story.press(.down, .control("u"))
    story.type("file:/tmp/acme.key")
    story.press(.down, .control("u"))
    story.type("no")
    story.press(.enter)
    story.settle()
    story.settle()
    story.type("y")
    #expect(
      Self.commands(story.effects) == [
        .rotate(
          RotateRequest(
            key: Sample.keys[0], target: story.state.catalog.plans[PlanID("p2")], overlap: 43_200,
            quiet: 5400, carriesQuota: false, delivery: .file("/tmp/acme.key")))
      ])
  }

  @Test func aRefusalStandsInTheForm() {
    var story = Story.loaded()
    story.type("r")
    story.press(.enter)
    story.answer(
      .rotationCheck,
      .failed(
        GatewayError(
          kind: .refused, code: "TooManyKeys", message: "10,000 keys would be passed.",
          advice: "Delete some.")))
    #expect(story.text.contains("10,000 keys would be passed. Delete some."))
    #expect(story.text.contains("Rotate acme-mobile"))
  }

  @Test func severalTakeTheirCountAndGoOneByOne() {
    var story = Story.loaded()
    story.type("/globex")
    story.press(.enter)
    story.type("*r")
    #expect(story.text.contains("Rotate 2 keys"))
    story.press(.enter)
    story.settle()
    story.settle()
    #expect(story.text.contains("Type the number 2 to go on."))
    story.effects = []
    story.type("2")
    #expect(Self.commands(story.effects).count == 1)
    story.answer(
      .rotation(run: 1, index: 0),
      .failed(
        GatewayError(kind: .failed, code: "No", message: "It failed.", advice: "Look at it.")))
    #expect(Self.commands(story.effects).count == 2)
    story.type("q")
    #expect(!story.state.rotationRuns[0].isOver)
    story.type("q")
    #expect(story.text.contains("Quit?"))
    story.press(.escape)
    story.answer(.rotation(run: 1, index: 1), .rotated([Self.outcome()]))
    #expect(
      story.state.messages.last?.text == "Rotate 2 keys: 1 of 2 done, 1 failed at 09:41:00 UTC")
  }

  @Test func theViewAndItsKeys() {
    var story = Story.loaded()
    story.type("5")
    story.settle()
    #expect(story.lines[3].contains("acme-mobile"))
    #expect(story.lines[3].contains("both work"))
    story.type("a")
    #expect(story.text.contains("Do every step that is due?"))
    story.effects = []
    story.type("y")
    #expect(Self.commands(story.effects) == [.advance(AdvanceRequest())])
    story.answer(.rotation(run: 1, index: 0), .rotated([]))
    #expect(story.text.contains("no step was due"))
    story.press(.escape)
    story.settle()
    story.type("+")
    story.press(.enter)
    story.effects = []
    story.type("y")
    #expect(Self.commands(story.effects) == [.extend(id: "rot1", overlap: 604_800)])
    story.answer(.rotation(run: 2, index: 0), .rotated([Self.outcome()]))
    story.press(.escape)
    story.settle()
    story.type("F")
    #expect(story.text.contains("Still waited for: new key not seen yet"))
    story.effects = []
    story.type("it is gone")
    story.press(.enter)
    story.type("y")
    #expect(Self.commands(story.effects).count == 0)
    story.press(.backspace)
    story.type("acme-mobile")
    #expect(
      Self.commands(story.effects) == [.finish(id: "rot1", forcedBecause: "it is gone")])
    story.answer(.rotation(run: 3, index: 0), .rotated([Self.outcome()]))
    story.press(.escape)
    story.settle()
    story.type("B")
    #expect(story.text.contains("Refused when the new key was used already"))
    story.effects = []
    story.type("acme-mobile")
    #expect(Self.commands(story.effects) == [.rollBack(id: "rot1")])
  }

  @Test func whatIsOverIsNotActedOn() {
    var story = Story.loaded()
    story.type("5")
    story.settle()
    story.type("jB")
    #expect(story.state.messages.last?.text == "This rotation is over: old key off.")
  }

  @Test func spansOfTime() {
    #expect(SpanText.seconds("7d") == 604_800)
    #expect(SpanText.seconds("90m") == 5400)
    #expect(SpanText.seconds("1.5h") == 5400)
    #expect(SpanText.seconds("-1d") == nil)
    #expect(SpanText.seconds("7") == nil)
    #expect(SpanText.seconds("") == nil)
    #expect(SpanText.text(604_800) == "7d")
    #expect(SpanText.text(86_400) == "24h")
    #expect(SpanText.text(5400) == "90m")
    #expect(SpanText.text(0) == "0s")
  }

  @Test func theCommandLineThatDoesTheSame() {
    var request = RotateRequest(key: Sample.keys[0], overlap: 43_200, carriesQuota: false)
    request.delivery = .folder("/tmp/keys")
    #expect(
      RotationCommand.rotate(request).commandLine
        == "tollgate keys rotate acme-mobile --overlap 12h --quiet 24h --deliver file:/tmp/keys/"
        + " --no-carry-quota")
    #expect(
      RotationCommand.finish(id: "r1", forcedBecause: "it is gone").commandLine
        == "tollgate rotations finish r1 --force --reason 'it is gone'")
  }

  @Test(arguments: [(80, 24), (100, 30), (200, 50), (40, 8)])
  func screens(_ width: Int, _ height: Int) throws {
    let size = "\(width)x\(height)"
    var story = Story.loaded(width, height)
    story.type("r")
    try Frames.expect(story.text, is: "rotate-\(size)")
    story.press(.escape)
    story.type("5")
    try Frames.expect(story.text, is: "rotations-loading-\(size)")
    story.settle()
    try Frames.expect(story.text, is: "rotations-\(size)")
    story.press(.enter)
    try Frames.expect(story.text, is: "rotation-\(size)")
  }

  @Test func noneYet() throws {
    var story = Story.loaded(80, 24)
    story.type("5")
    story.answer(.rotations, .rotations([]))
    try Frames.expect(story.text, is: "rotations-none-80x24")
  }
}
