import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Whole screens as exact text, in four sizes.
@Suite struct ScreenTests {
  static let sizes = [(80, 24), (100, 30), (200, 50), (40, 8)]

  @Test(arguments: sizes)
  func first(_ width: Int, _ height: Int) throws {
    try Frames.expect(Story(width, height).text, is: "first-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func keys(_ width: Int, _ height: Int) throws {
    try Frames.expect(Story.loaded(width, height).text, is: "keys-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func plans(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("2")
    try Frames.expect(story.text, is: "plans-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func usage(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("3")
    story.settle()
    try Frames.expect(story.text, is: "usage-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func key(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.press(.enter)
    story.settle()
    try Frames.expect(story.text, is: "key-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func plan(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("2p")
    story.settle()
    try Frames.expect(story.text, is: "plan-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func help(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("?quota")
    try Frames.expect(story.text, is: "help-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func disable(_ width: Int, _ height: Int) throws {
    var story = Story.loaded(width, height)
    story.type("d")
    story.settle()
    try Frames.expect(story.text, is: "disable-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func noCredentials(_ width: Int, _ height: Int) throws {
    var story = Story(width, height)
    story.answer(
      .connect,
      .failed(
        GatewayError(
          kind: .credentials, code: "NoCredentials",
          message:
            "No credentials were found.\nTried: environment (AWS_ACCESS_KEY_ID is not set), "
            + "profile default in ~/.aws/credentials (no such file).",
          advice: "Set AWS_PROFILE, or name a profile.")))
    try Frames.expect(story.text, is: "start-\(width)x\(height)")
  }

  @Test func audit() throws {
    var story = Story.loaded()
    story.type("6")
    story.settle()
    try Frames.expect(story.text, is: "audit-100x30")
  }

  @Test func contexts() throws {
    var story = Story.loaded()
    story.type("8")
    try Frames.expect(story.text, is: "contexts-100x30")
  }

  @Test func formOfAPlan() throws {
    var story = Story.loaded()
    story.type("2n")
    story.settle()
    story.type("gold")
    story.press(.tab, .tab)
    story.type("fast")
    story.press(.enter)
    try Frames.expect(story.text, is: "new-plan-100x30")
  }

  @Test func attaching() throws {
    var story = Story.loaded()
    story.type("a")
    try Frames.expect(story.text, is: "attach-100x30")
  }

  @Test func deleting() throws {
    var story = Story.loaded()
    story.type("x")
    story.settle()
    story.type("acme")
    try Frames.expect(story.text, is: "delete-100x30")
  }

  @Test func bulk() throws {
    var story = Story.loaded()
    story.type("*d")
    story.settle()
    story.type("6")
    try Frames.expect(story.text, is: "bulk-100x30")
  }

  @Test func preview() throws {
    var story = Story.loaded()
    story.type("d")
    story.settle()
    story.type("D")
    story.settle()
    try Frames.expect(story.text, is: "preview-100x30")
  }

  @Test func command() throws {
    var story = Story.loaded()
    story.type(":mess")
    try Frames.expect(story.text, is: "command-100x30")
  }

  @Test func filter() throws {
    var story = Story.loaded()
    story.type("/globex used>89%")
    try Frames.expect(story.text, is: "filter-100x30")
  }

  @Test func ascii() throws {
    let story = Story.loaded(100, 30, options: ConsoleOptions(glyphs: .ascii))
    try Frames.expect(story.text, is: "keys-ascii-100x30")
    #expect(story.text.utf8.allSatisfy { $0 < 0x7F })
  }

  @Test func readOnly() throws {
    let story = Story.loaded(80, 24, identity: Sample.identity(readOnly: true))
    try Frames.expect(story.text, is: "keys-read-only-80x24")
  }

  @Test func protected() throws {
    var story = Story.loaded(80, 24, identity: Sample.identity(protected: true))
    story.type("d")
    story.settle()
    try Frames.expect(story.text, is: "disable-protected-80x24")
  }

  /// 80x24 keeps the header, the foot and 18 rows.
  @Test func roomForRows() {
    #expect(Story.loaded(80, 24).state.tableHeight >= 18)
  }

  /// From nothing to 500x200, with every dialog open: never a crash.
  @Test func everySize() {
    let keys = ["", "?", "d", "x", "t", "E", "a", "2", "2n", "3", "8", ":", "/", "n"]
    for (width, height) in [
      (0, 0), (1, 1), (2, 2), (3, 40), (39, 8), (40, 7), (40, 8), (41, 9),
      (80, 3), (120, 12), (500, 200),
    ] {
      for text in keys {
        var story = Story.loaded(width, height)
        story.type(text)
        story.settle()
        #expect(view(story.state).buffer.size == Size(width: width, height: height))
      }
      var story = Story.loaded(width, height)
      story.press(.enter)
      story.settle()
      story.press(.left, .character("o"))
      #expect(view(story.state).buffer.size == Size(width: width, height: height))
    }
  }
}
