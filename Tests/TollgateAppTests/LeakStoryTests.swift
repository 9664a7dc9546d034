import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// From a pasted text to a key that is off, and nothing of the value anywhere.
@Suite struct LeakStoryTests {
  @Test func itOpensFromEverywhereAndFromTheFirstFrameOn() {
    for keys in ["", "2", "3", "5", "6", "8", ":messages\n", "2p", "\n"] {
      var story = Story.loaded()
      for character in keys {
        story.press(character == "\n" ? .enter : .character(character))
      }
      story.settle()
      story.type("L")
      #expect(story.text.contains("Leaked key"), "\(keys)")
      let before = story.state.stack
      story.press(.escape)
      #expect(story.state.dialogs == [])
      #expect(story.state.stack == before)
    }
    var first = Story()
    first.type("L")
    #expect(first.text.contains("Leaked key"))
  }

  @Test func aPasteIsShownMasked() {
    var story = Story.loaded()
    story.type("L")
    story.send(.terminal(.paste("\(Sample.leakedValue)\n")))
    #expect(story.text.contains("px1KW6… · 41 characters"))
    #expect(!story.text.contains(Sample.leakedValue.dropFirst(7).prefix(8)))
    story.send(.terminal(.paste("GET /orders\nx-api-key: secret\n")))
    #expect(story.text.contains("px1KW6… · 3 lines · 71 characters"))
    story.press(.backspace)
    #expect(story.text.contains("px1KW6… · 41 characters"))
    story.press(.control("u"))
    #expect(story.text.contains("nothing yet"))
  }

  @Test func typedTextIsTakenAndTakenBack() {
    var story = Story.loaded()
    story.type("L***abcdéf")
    #expect(story.text.contains("***… · 9 characters"))
    story.press(.backspace, .backspace)
    #expect(story.text.contains("**… · 7 characters"))
    for _ in 0..<9 { story.press(.backspace) }
    #expect(story.text.contains("nothing yet"))
    story.press(.enter)
    #expect(story.text.contains("There is nothing to search for yet."))
  }

  @Test func closingForgetsEverything() {
    var story = Story.loaded()
    let before = story.state
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    #expect(!String(reflecting: story.state).contains(Sample.leakedValue))
    story.press(.escape)
    #expect(story.state == before)
  }

  @Test func theSearchHasTheTextAndNobodyElse() {
    var story = Story.loaded()
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    story.effects = []
    story.press(.enter)
    guard case .findLeaks(_, let text)? = story.effects.first else {
      Issue.record("no search began")
      return
    }
    #expect(text == LeakedText(Sample.leakedValue))
    var bytes: [UInt8] = []
    let source = text.source
    while let piece = try? source.next() { bytes += piece }
    #expect(String(decoding: bytes, as: UTF8.self) == Sample.leakedValue)
    #expect(source.origin == "a paste")
    story.effects = []
    #expect(!String(reflecting: story.state).contains(Sample.leakedValue))
    var dumped = ""
    dump(story.state, to: &dumped)
    #expect(!dumped.contains(Sample.leakedValue))
    #expect(story.text.contains("Searching …"))
  }

  @Test func aPasteOfMegabytesIsTakenAtOnce() {
    var story = Story.loaded()
    story.type("L")
    let line = "2026-11-21T09:40:00Z GET /orders 200 x-api-key=\(Sample.leakedValue)\n"
    let text = String(repeating: line, count: 4_000_000 / line.utf8.count)
    let time = ContinuousClock().measure {
      story.send(.terminal(.paste(text)))
      _ = view(story.state)
    }
    #expect(time < .milliseconds(500))
    #expect(story.text.contains("2026-1… · "))
    #expect(story.text.contains("lines"))
  }

  @Test func aBurstOfKeysIsAPasteToo() {
    var story = Story.loaded()
    story.type("L\(Sample.leakedValue)")
    story.effects = []
    story.press(.enter)
    #expect(story.effects == [])
    story.type("x")
    #expect(story.text.contains("2 lines"))
    story.wait(0.1)
    story.press(.enter)
    #expect(story.state.isBusy(.leakSearch))
  }

  @Test func whatWasPastedTooEarlyIsSearchedOnceConnected() {
    var story = Story()
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    story.press(.enter)
    #expect(story.text.contains("the search begins by itself"))
    story.connect()
    #expect(story.state.isBusy(.leakSearch))
    #expect(story.text.contains("Searching …"))
  }

  // MARK: searching

  @Test func progressIsACount() {
    var story = Story.searching()
    story.leak(
      .announced("Values are asked for; CloudTrail shows it."),
      .progress(LeakEvent.Progress(keys: 1500, pages: 3, contexts: 0, allContexts: 2)))
    #expect(story.text.contains("Searching: 3 pages, 1,500 keys, 0 of 2 contexts"))
    #expect(story.text.contains("Values are asked for; CloudTrail shows it."))
    story.leak(.progress(LeakEvent.Progress(keys: 7, pages: 1, contexts: 0, allContexts: 1)))
    #expect(story.text.contains("Searching: 1 of 1 page, 7 keys"))
  }

  @Test func aMatchCanBeDisabledWhileTheSearchGoesOn() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    #expect(story.text.contains("acme-mobile   k1   enabled    prod-admin · ap-northeast-1"))
    #expect(story.text.contains("exactly this key"))
    story.effects = []
    story.type("d")
    #expect(story.text.contains("Disable acme-mobile (k1) now?"))
    story.press(.enter)
    story.send(.terminal(.paste("y\n")))
    #expect(story.revocationsSent == [])
    #expect(story.text.contains("Pasting confirms nothing; press y."))
    story.type("y")
    #expect(
      story.revocationsSent == [
        RevokeRequest(
          matches: [Sample.match()], origin: "a paste", waitSilent: 300, wantsReport: true)
      ])
  }

  @Test func aProtectedContextTakesTheSameTwoKeys() {
    var story = Story.searching(identity: Sample.identity(protected: true))
    story.leak(.match(Sample.match()))
    story.effects = []
    story.type("dy")
    #expect(story.revocationsSent.count == 1)
  }

  @Test func escLeavesEverythingAsItWas() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    story.effects = []
    story.type("d")
    story.press(.escape)
    #expect(story.text.contains("d disable now"))
    #expect(story.revocationsSent == [])
    story.press(.escape)
    #expect(story.state.dialogs == [])
    #expect(story.revocationsSent == [])
    #expect(!story.state.isBusy(.leakSearch))
  }

  @Test func aReadOnlyContextSearchesAndChangesNothing() {
    var story = Story.searching(identity: Sample.identity(readOnly: true))
    story.leak(.match(Sample.match()))
    story.type("dy")
    #expect(story.revocationsSent == [])
    #expect(story.text.contains("This context is read-only"))
  }

  /// A leaked key of one of several contexts, found while the cursor is on a row of the first.
  private static func found(in home: Home, _ standings: [ContextStanding]) -> Story {
    var story = ContextsStoryTests.story()
    story.send(.standings(standings))
    story.type("j")
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    story.press(.enter)
    var match = Sample.match()
    match.key = APIKey(
      id: KeyID("k1", home: home), name: "web", isEnabled: true,
      context: standings[Int(home.number)].context)
    story.leak(.match(match))
    return story
  }

  @Test func onlyWhatTheContextOfTheKeyAllowsIsOffered() {
    // The second is read-only, the first is not.
    var there = Self.found(in: Home(1), ContextsStoryTests.standings)
    #expect(there.state.here == Home(0))
    #expect(there.text.contains("D requests"))
    #expect(!there.text.contains("d disable now"))
    #expect(!there.text.contains("s slow"))
    #expect(!there.text.contains("r replace"))
    #expect(Self.found(in: Home(0), ContextsStoryTests.standings).text.contains("d disable now"))
    // And the other way round.
    var standings = ContextsStoryTests.standings
    standings[0].identity?.isReadOnly = true
    standings[1].identity?.isReadOnly = false
    there = Self.found(in: Home(1), standings)
    #expect(there.state.isReadOnly)
    for hint in ["d disable now", "s slow", "r replace"] { #expect(there.text.contains(hint)) }
  }

  @Test func whatIsDeniedWhereTheKeyLivesIsNotOffered() {
    var standings = ContextsStoryTests.standings
    standings[0].access = Story.access([Story.denied("apigateway:PATCH", "/apikeys/k1")])
    let here = Self.found(in: Home(0), standings)
    #expect(!here.text.contains("d disable now"))
    #expect(here.text.contains("s slow"))
    standings[1].identity?.isReadOnly = false
    #expect(Self.found(in: Home(1), standings).text.contains("d disable now"))
  }

  @Test func severalKeysAreNeverActedOnAtOnce() {
    var story = Story.searching()
    let other = Sample.match("k2", "globex-web", leak: 2, confidence: .candidate, line: 7)
    story.leak(.match(Sample.match()), .match(other), .finished(Sample.findings([])))
    #expect(story.text.contains("2 different keys; each is acted on by itself"))
    #expect(story.text.contains("globex-web"))
    #expect(story.text.contains("may be this one"))
    #expect(!story.text.contains("Nothing found"))
    story.press(.down)
    story.effects = []
    story.type("d")
    #expect(story.text.contains("It may not be the one"))
    story.type("y")
    #expect(story.revocationsSent.map(\.matches) == [[other]])
  }

  @Test func oneValueInTwoRegionsIsOneLeak() {
    var story = Story.searching()
    let twin = Sample.match("k9", "acme-mobile", region: "eu-west-1")
    story.leak(.match(Sample.match()))
    story.type("d")
    story.leak(.match(twin))
    #expect(story.text.contains("Disable 2 keys that hold this one value"))
    story.effects = []
    story.type("y")
    #expect(story.revocationsSent.map(\.matches) == [[Sample.match(), twin]])
  }

  @Test func aTwinFoundLaterIsOffered() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    story.type("dy")
    let twin = Sample.match("k9", "acme-mobile", region: "eu-west-1")
    story.revoke(
      .disabled(Sample.match().key, at: Sample.now, milliseconds: 212, requestId: "r-9"),
      .readBack(Sample.match(on: false).key, isDisabled: true))
    story.leak(.match(twin))
    #expect(story.text.contains("the same value lives on: acme-mobile in prod-admin · eu-west-1"))
    story.effects = []
    story.type("dy")
    #expect(story.revocationsSent.map(\.matches) == [[twin]])
  }

  // MARK: what is said

  @Test func nothingFoundIsSaidOnlyWhenAllWasSearched() {
    var story = Story.searching()
    story.leak(.finished(Sample.findings([])))
    #expect(
      story.text.contains("Nothing found: none of 10,000 keys in 3 contexts fits."))
    var other = Story.searching()
    other.leak(
      .finished(
        Sample.findings(
          [],
          notSearched: [
            LeakFindings.NotSearched(
              context: GatewayContext(profile: "old", region: "us-east-1"),
              reason: "its credentials have expired.")
          ])))
    #expect(!other.text.contains("Nothing found"))
    #expect(other.text.contains("Not found so far: not everything could be searched."))
    #expect(other.text.contains("Not searched: old · us-east-1: its credentials have expired."))
  }

  @Test func aKeyThatIsOffAlreadyIsSaidToBe() {
    var story = Story.searching()
    story.leak(.match(Sample.match(on: false)))
    #expect(
      story.text.contains("disabled already, changed last on 20 Nov 08:00:00 UTC"))
    var revoked = Story.searching()
    revoked.leak(.match(Sample.match(on: false, revokedAt: Sample.at(19, hour: 7))))
    #expect(revoked.text.contains("revoked as leaked on 19 Nov 07:00:00 UTC; it is still disabled"))
    var back = Story.searching()
    back.leak(.match(Sample.match(revokedAt: Sample.at(19, hour: 7))))
    #expect(back.text.contains("and enabled again since"))
  }

  @Test func aFailedSearchSaysSo() {
    var story = Story.searching()
    story.answer(
      .leakSearch,
      .failed(
        GatewayError(
          kind: .temporary, code: "TooManyRequests", message: "Too many requests.",
          advice: "Try again.")))
    #expect(story.text.contains("The search broke off: Too many requests. Try again."))
    story.press(.control("r"))
    #expect(story.text.contains("Paste it once more: the text was not kept."))
  }

  @Test func theRequestsAndTheChangeElsewhere() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    story.details()
    story.effects = []
    story.type("D")
    guard case .previewRevoke(let id, let request)? = story.effects.first else {
      Issue.record("no preview")
      return
    }
    #expect(request.matches == [Sample.match()])
    story.send(
      .answered(
        id,
        .previewed([
          PlannedLine(method: "PATCH", path: "/apikeys/k1", body: nil, awsCli: "aws apigateway x")
        ])))
    #expect(story.text.contains("tollgate keys revoke --report incident.md < leaked.txt"))
    #expect(story.text.contains("The change to make in CloudFormation stack acme-keys"))
    #expect(story.text.contains("    Enabled: false"))
    story.press(.escape)
    #expect(story.text.contains("d disable now"))
  }

  @Test func slowMovesIntoTheQuarantinePlan() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    story.effects = []
    story.type("s")
    #expect(story.text.contains("Move acme-mobile into the quarantine plan?"))
    story.type("y")
    #expect(
      story.effects.contains { if case .quarantine(_, Sample.match()) = $0 { true } else { false } }
    )
    story.answer(
      .quarantine,
      .failed(
        GatewayError(
          kind: .refused, code: "NoQuarantine", message: "No quarantine plan is prepared.",
          advice: "tollgate plans create prepares one.")))
    #expect(story.text.contains("No quarantine plan is prepared."))
  }

  @Test func replacingOpensTheFormWithoutCarriedQuota() {
    var story = Story.searching()
    story.leak(.match(Sample.match()))
    story.type("r")
    #expect(story.text.contains("Rotate acme-mobile"))
    #expect(story.text.contains("carry quota"))
    guard case .form(let form)? = story.state.dialogs.last else { return }
    #expect(form.text(.carry) == "no")
    story.press(.escape)
    #expect(story.text.contains("d disable now"))
  }

  // MARK: values in the prompt

  @Test func aValueInThePromptIsKeptNowhereAndOffersTheSearch() {
    for sign in [":", "/"] {
      var story = Story.loaded()
      let rows = story.state.screen.table
      story.type(sign)
      story.send(.terminal(.paste(Sample.leakedValue)))
      #expect(story.text.contains("This looks like a key's value; it is kept nowhere."))
      #expect(!story.text.contains(Sample.leakedValue))
      story.press(.enter)
      #expect(story.state.history == CommandHistory())
      #expect(story.state.screen.table == rows)
      #expect(story.text.contains("Leaked key"))
      #expect(story.text.contains("px1KW6… · 40 characters"))
      #expect(!story.text.contains(Sample.leakedValue))
      #expect(!story.state.messages.all.contains { $0.text.contains(Sample.leakedValue) })
      #expect(!story.state.title.contains("px1KW6"))
      story.press(.escape)
      #expect(story.state.prompt == nil)
      #expect(!String(reflecting: story.state).contains(Sample.leakedValue))
    }
  }
}
