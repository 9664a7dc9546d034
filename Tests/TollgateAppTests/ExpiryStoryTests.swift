import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// When credentials end: shown in the header, warned of once, the same in every view.
struct ExpiryStoryTests {
  private static func identity(
    _ seconds: Double?, renewsItself: Bool = false,
    advice: String = "run aws sso login --profile prod-admin"
  ) -> ContextIdentity {
    var identity = Sample.identity()
    identity.expiresAt = seconds.map { Sample.now + $0 }
    identity.renewsItself = renewsItself
    identity.renewalAdvice = advice
    return identity
  }

  private static func role(_ story: Story, _ text: String) -> Role? {
    guard let identity = story.state.identity, let end = CredentialsEnd(identity) else {
      return nil
    }
    let line = end.header(at: story.state.now)
    #expect(line.spans.map(\.text).joined() == text)
    return end.role(at: story.state.now)
  }

  @Test(arguments: [
    (5 * 86_400.0, "creds 5d"), (7200.0, "creds 2h"), (3599.0, "creds 59m"), (2530.0, "creds 42m"),
    (30.0, "creds 0m"), (0.0, "creds over"), (-60.0, "creds over"),
  ])
  func theHeaderSaysHowLong(seconds: Double, text: String) {
    let story = Story.loaded(identity: Self.identity(seconds))
    #expect(story.lines[0].contains(text))
  }

  @Test func longLivedOnesAreNotMentioned() {
    #expect(!Story.loaded(identity: Self.identity(nil)).text.contains("creds"))
  }

  @Test func theColourSaysWhoHasToDoSomething() {
    let near = Self.role(Story.loaded(identity: Self.identity(899)), "creds 14m")
    #expect(near == .warn)
    #expect(Self.role(Story.loaded(identity: Self.identity(901)), "creds 15m") == .dim)
    let itself = Story.loaded(identity: Self.identity(60, renewsItself: true))
    #expect(Self.role(itself, "creds 1m") == .dim)
    let over = Story.loaded(identity: Self.identity(0, renewsItself: true))
    #expect(Self.role(over, "creds over") == .danger)
  }

  @Test func thereIsAWarningOnce() {
    var story = Story.loaded(identity: Self.identity(660))
    #expect(story.state.messages.all.isEmpty)
    story.wait(61)
    let sentence =
      "The credentials of profile prod-admin end in 10 minutes; run aws sso login --profile prod-admin."
    #expect(story.state.messages.all.map(\.text) == [sentence])
    #expect(story.state.messages.last?.tone == .warn)
    story.wait(1)
    story.wait(300)
    #expect(story.state.messages.all.count { $0.text.contains("end in") } == 1)
    // Others that end are another matter.
    story.state.ownIdentity = Self.identity(4000)
    story.wait(3600)
    #expect(story.state.messages.all.count { $0.text.contains("end in 1 minute;") } == 1)
  }

  @Test func theWarningIsFollowedByTheEnd() {
    var story = Story.loaded(identity: Self.identity(90))
    story.wait(60)
    #expect(story.lines.last?.contains("end in 1 minute;") == true)
    story.wait(29)
    #expect(story.lines.last?.contains("end in 1 minute;") == true)
    story.wait(1)
    #expect(
      story.lines.last?.contains(
        "The credentials of profile prod-admin have ended; run aws sso login --profile prod-admin.")
        == true)
    story.wait(60)
    #expect(story.state.messages.all.count { $0.text.contains("have ended") } == 1)
    // There are others: it is true no more, and stays in the list only.
    story.state.ownIdentity = Self.identity(9000)
    story.wait(1)
    #expect(!story.text.contains("have ended"))
    #expect(story.state.messages.last?.text.contains("have ended") == true)
  }

  @Test func whatWasToBeDoneThenIsToBeDoneNow() {
    var story = Story.loaded(
      identity: Self.identity(50, advice: "the code of the MFA device is asked for then"))
    story.wait(1)
    #expect(
      story.state.messages.current?.text
        == "The credentials of profile prod-admin end in 1 minute; the code of the MFA device is asked for then."
    )
    story.wait(60)
    #expect(
      story.state.messages.current?.text
        == "The credentials of profile prod-admin have ended; the code of the MFA device is asked for."
    )
  }

  @Test func aWarningGoesWhenTheyWereRenewed() {
    var story = Story.loaded(identity: Self.identity(90))
    story.wait(60)
    #expect(story.text.contains("end in 1 minute;"))
    story.state.ownIdentity = Self.identity(9000)
    story.wait(1)
    #expect(!story.text.contains("end in"))
    story.wait(60)
    #expect(!story.state.messages.all.contains { $0.text.contains("have ended") })
  }

  @Test func noWarningForThoseThatRenewThemselvesOrAreOver() {
    var story = Story.loaded(identity: Self.identity(60, renewsItself: true))
    story.wait(1)
    story.wait(100)
    #expect(!story.state.messages.all.contains { $0.text.contains("end in") })
  }

  @Test func theHeaderIsAboutTheContextUnderTheCursor() {
    var story = Story(120, 30)
    let there = GatewayContext(profile: "lab", region: "eu-west-1")
    var other = Self.identity(480, advice: "run aws login --profile lab")
    other.context = there
    story.connect(Self.identity(7000))
    let standings = { (other: ContextIdentity) in
      [
        ContextStanding(home: Home(0), context: Sample.context, identity: Self.identity(7000)),
        ContextStanding(home: Home(1), context: there, identity: other),
        ContextStanding(home: Home(2), context: there, identity: other),
      ]
    }
    story.send(.standings(standings(other)))
    story.type("8")
    #expect(story.lines[0].contains("creds 1h"))
    story.type("j")
    #expect(story.lines[0].contains("creds 8m"))
    #expect(story.text.contains("in 8 min"))
    story.wait(1)
    // Two regions of a profile share credentials, and the warning.
    #expect(
      story.state.messages.all.map(\.text).filter { $0.contains("end in") } == [
        "The credentials of profile lab end in 8 minutes; run aws login --profile lab."
      ])
    story.type("p")
    #expect(story.text.contains("After that            run aws login --profile lab"))
    // Renewed meanwhile.
    other.expiresAt = Sample.now + 7200
    other.renewsItself = true
    story.send(.standings(standings(other)))
    #expect(story.lines[0].contains("creds 1h"))
    #expect(story.text.contains("others are fetched by themselves"))
  }
}
