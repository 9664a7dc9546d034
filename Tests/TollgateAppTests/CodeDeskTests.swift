import AWSClient
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Where those who need a code wait: one question at a time, every one of them answered once.
struct CodeDeskTests {
  private static func request(_ profile: String, refusal: String? = nil) -> MFACodeRequest {
    MFACodeRequest(profile: profile, serial: "mfa/phone", refusal: refusal)
  }

  /// The next event that is there.
  private static func next(_ mailbox: Mailbox) async -> AppEvent? {
    for await _ in mailbox.rings {
      if let event = mailbox.takeAll().first { return event }
    }
    return nil
  }

  private static func wanted(_ event: AppEvent?) -> CodeQuestion? {
    if case .codeWanted(let question)? = event { question } else { nil }
  }

  @Test(.timeLimit(.minutes(1)))
  func oneQuestionAtATime() async throws {
    let mailbox = Mailbox()
    let desk = CodeDesk(mailbox: mailbox)
    async let first = desk.ask(Self.request("a"))
    let one = try #require(Self.wanted(await Self.next(mailbox)))
    #expect(one == CodeQuestion(number: 1, profile: "a", serial: "mfa/phone"))
    let second = Task { try await desk.ask(Self.request("b", refusal: "It is wrong.")) }
    // Nothing tells that it waits; it has to have come before the first one is answered.
    while !desk.isWaiting(2) { await Task.yield() }
    #expect(mailbox.takeAll().isEmpty)
    desk.give(KeyValue(entered: "111111"), to: one.number)
    #expect(try await first == KeyValue(entered: "111111"))
    let two = try #require(Self.wanted(await Self.next(mailbox)))
    #expect(two.profile == "b")
    #expect(two.refusal == "It is wrong.")
    // An answer to a question that is over changes nothing.
    desk.give(KeyValue(entered: "222222"), to: one.number)
    desk.give(KeyValue(entered: "333333"), to: two.number)
    #expect(try await second.value == KeyValue(entered: "333333"))
    #expect(mailbox.takeAll().isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func aNoIsRememberedUntilAPersonAsksAgain() async throws {
    let mailbox = Mailbox()
    let desk = CodeDesk(mailbox: mailbox)
    let first = Task { try await desk.ask(Self.request("a")) }
    let one = try #require(Self.wanted(await Self.next(mailbox)))
    let same = Task { try await desk.ask(Self.request("a")) }
    while !desk.isWaiting(2) { await Task.yield() }
    desk.refuse(one.number)
    for task in [first, same] {
      let error = await #expect(throws: GatewayError.self) { try await task.value }
      #expect(error?.kind == .credentials)
      #expect(
        error?.message
          == "No code of the MFA device mfa/phone was given for the profile a.")
      #expect(error?.advice == "Press ctrl-r to be asked again.")
    }
    await #expect(throws: GatewayError.self) { try await desk.ask(Self.request("a")) }
    #expect(mailbox.takeAll().isEmpty)
    let other = Task { try await desk.ask(Self.request("b")) }
    let two = try #require(Self.wanted(await Self.next(mailbox)))
    #expect(two.profile == "b")
    desk.give(KeyValue(entered: "111111"), to: two.number)
    _ = try await other.value
    desk.allowAgain()
    let again = Task { try await desk.ask(Self.request("a")) }
    let three = try #require(Self.wanted(await Self.next(mailbox)))
    desk.give(KeyValue(entered: "222222"), to: three.number)
    #expect(try await again.value == KeyValue(entered: "222222"))
  }

  @Test(.timeLimit(.minutes(1)))
  func whoeverIsCancelledMakesRoomForTheNext() async throws {
    let mailbox = Mailbox()
    let desk = CodeDesk(mailbox: mailbox)
    let first = Task { try await desk.ask(Self.request("a")) }
    let one = try #require(Self.wanted(await Self.next(mailbox)))
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    #expect(mailbox.takeAll() == [.codeNotWanted(one.number)])
    let second = Task { try await desk.ask(Self.request("b")) }
    #expect(Self.wanted(await Self.next(mailbox))?.profile == "b")
    desk.close()
    await #expect(throws: CancellationError.self) { try await second.value }
    await #expect(throws: CancellationError.self) { try await desk.ask(Self.request("c")) }
    #expect(mailbox.takeAll().isEmpty)
  }
}
