import AWSClient
import Canvas
import Foundation
import GatewayKit
import Synchronization
import Testing

@testable import TollgateApp

/// The whole loop with a service of closures: first frame, changes, failures, values, the end.
@Suite struct ConsoleTests {
  /// What the loop put on the screen and elsewhere.
  final class Stage: Sendable {
    struct Seen {
      var screens: [String] = []
      var copied: [String] = []
      var titles: [String] = []
      var farewell: String??
      var changes: [Change] = []
    }

    let seen = Mutex(Seen())
    let events: AsyncStream<TerminalEvent>
    private let input: AsyncStream<TerminalEvent>.Continuation
    private let screens: AsyncStream<String>
    private let output: AsyncStream<String>.Continuation

    init() {
      (events, input) = AsyncStream.makeStream()
      (screens, output) = AsyncStream.makeStream()
    }

    var port: ScreenPort {
      ScreenPort(
        present: { [self] buffer, _, _ in
          let text = buffer.text
          seen.withLock { $0.screens.append(text) }
          output.yield(text)
        },
        setTitle: { [self] title in seen.withLock { $0.titles.append(title) } },
        copy: { [self] text in seen.withLock { $0.copied.append(text) } },
        quit: { [self] message in seen.withLock { $0.farewell = .some(message) } })
    }

    func type(_ text: String) { for character in text { input.yield(.key(.character(character))) } }
    func press(_ key: Key) { input.yield(.key(key)) }

    /// Waits for a screen that contains a text.
    func wait(for text: String) async -> String {
      if let now = seen.withLock({ $0.screens.last }), now.contains(text) { return now }
      for await screen in screens where screen.contains(text) { return screen }
      return ""
    }
  }

  static func service(_ stage: Stage) -> GatewayService {
    var service = GatewayService.unimplemented(identity: Sample.identity())
    service.identify = { Sample.identity() }
    service.budget = { BudgetFigures(usedLastSecond: 3) }
    service.keyPages = { _, _ in
      AsyncThrowingStream { stream in
        stream.yield(
          KeyPage(keys: Array(Sample.keys[..<4]), number: 1, isLast: false, fetchedAt: Sample.now))
        stream.yield(
          KeyPage(keys: Array(Sample.keys[4...]), number: 2, isLast: true, fetchedAt: Sample.now))
        stream.finish()
      }
    }
    service.key = { id, _ in
      var key = Sample.keys.first { $0.id == id } ?? Sample.keys[0]
      key.plans = [Sample.basic.reference]
      return key
    }
    service.planPages = { _ in
      AsyncThrowingStream { stream in
        stream.yield(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: Sample.now))
        stream.finish()
      }
    }
    service.usage = { request, _ in
      request.key.map { [Sample.chart(request.plan, $0.wire)] } ?? Sample.usage(of: request.plan)
    }
    service.confirmation = { Story.rules($0, Sample.identity()) }
    service.preview = { _ in
      [PlannedRequest(method: "PATCH", path: "/apikeys/k1", body: nil, awsCli: "aws apigateway")]
    }
    service.perform = { change, _, progress in
      stage.seen.withLock { $0.changes.append(change) }
      progress("Waiting for a token.")
      guard change.subject != "globex-web" else {
        throw GatewayError(
          kind: .failed, code: "Conflict", message: "It is locked.", advice: "Unlock it.")
      }
      return Story.outcome(of: change, at: Sample.now)
    }
    service.reveal = { _, _ in KeyValue.make("px1KW6sdf98sdkjhf2348qBazOJH") }
    return service
  }

  /// A clock that goes on by itself, a frame's time at every look.
  static func services(
    _ connect: @escaping @Sendable (ConnectionChoice) async throws -> GatewayService
  ) -> ConsoleServices {
    let ticks = Mutex(0)
    return ConsoleServices(
      connect: { choice, _ in try await connect(choice) },
      now: {
        ticks.withLock { count in
          count += 1
          return Sample.now.addingTimeInterval(Double(count) * 0.017)
        }
      },
      sleep: { duration in
        // A second never ends here; shorter waits are over at once.
        if duration >= .seconds(1) {
          let never = AsyncStream<Void> { _ in }
          for await _ in never {}
          throw CancellationError()
        }
      },
      styleSheet: { $0 == nil ? StyleSheet(id: "plain") { _ in Appearance() } : nil })
  }

  @Test(.timeLimit(.minutes(1)))
  func whatAnswersShowOfTheSurroundingsIsTold() async {
    let stage = Stage()
    var service = Self.service(stage)
    let identify = service.identify
    let isAsked = Mutex(false)
    service.identify = {
      isAsked.withLock { $0 = true }
      return try await identify()
    }
    service.notices = { isAsked.withLock { $0 } ? ["This computer's clock is slow."] : [] }
    let slow = service
    async let exit = Console.run(
      ConsoleOptions(size: Size(width: 100, height: 30)),
      services: Self.services { _ in slow }, events: stage.events, screen: stage.port)
    _ = await stage.wait(for: "This computer's clock is slow.")
    stage.type("q")
    _ = await exit
  }

  @Test(.timeLimit(.minutes(1)))
  func aDay() async {
    let stage = Stage()
    let service = Self.service(stage)
    async let exit = Console.run(
      ConsoleOptions(size: Size(width: 100, height: 30)),
      services: Self.services { _ in service }, events: stage.events, screen: stage.port)
    _ = await stage.wait(for: "97%")
    stage.type("dy")
    _ = await stage.wait(for: "disable acme-mobile at 09:41:00 UTC, read back · z undoes")
    stage.type("jdy")
    _ = await stage.wait(for: "Could not disable globex-web: It is locked. Unlock it.")
    stage.type("v")
    _ = await stage.wait(for: "px1KW6sdf98sdkjhf2348qBazOJH")
    stage.press(.escape)
    stage.type("Cy")
    _ = await stage.wait(for: "Copied the value")
    stage.press(.enter)
    _ = await stage.wait(for: "used each day")
    stage.type("q")
    let end = await exit
    #expect(end == ConsoleExit())
    stage.seen.withLock { seen in
      // The first screen was there before anybody answered.
      #expect(seen.screens[0].contains("Name"))
      #expect(seen.screens[0].contains("Connecting"))
      #expect(seen.screens.last?.contains("px1KW6") == false)
      #expect(seen.copied == ["px1KW6sdf98sdkjhf2348qBazOJH"])
      #expect(seen.titles == ["tollgate default", "tollgate prod-admin ap-northeast-1"])
      #expect(seen.changes.count == 2)
      #expect(seen.farewell == .some(nil))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func noCredentials() async {
    let stage = Stage()
    async let exit = Console.run(
      ConsoleOptions(size: Size(width: 80, height: 24)),
      services: Self.services { choice in
        guard choice == .sandbox else {
          throw GatewayError(
            kind: .credentials, code: "NoCredentials", message: "Tried: environment.",
            advice: "Name a profile.")
        }
        return Self.service(stage)
      }, events: stage.events, screen: stage.port)
    _ = await stage.wait(for: "Tried: environment.")
    stage.type("s")
    _ = await stage.wait(for: "acme-mobile")
    stage.type("q")
    #expect(await exit == ConsoleExit())
  }

  /// The codes that were given.
  private final class Codes: Sendable {
    let given = Mutex<[KeyValue]>([])
  }

  /// Opens with a code of an MFA device; the first one is refused.
  private static func withCode(
    _ stage: Stage, _ opened: Codes
  ) -> ConsoleServices {
    var services = Self.services { _ in throw CancellationError() }
    services.connect = { _, ask in
      let phone = "arn:aws:iam::123456789012:mfa/phone"
      var request = MFACodeRequest(profile: "prod", serial: phone)
      while let code = try await ask(request) {
        opened.given.withLock { $0.append(code) }
        if code == KeyValue(entered: "123456") { return Self.service(stage) }
        request.refusal = "MultiFactorAuthentication failed"
      }
      throw CancellationError()
    }
    return services
  }

  @Test(.timeLimit(.minutes(1)))
  func aCodeIsAskedForUntilItWorks() async {
    let stage = Stage()
    let codes = Codes()
    async let exit = Console.run(
      ConsoleOptions(size: Size(width: 80, height: 24)), services: Self.withCode(stage, codes),
      events: stage.events, screen: stage.port)
    _ = await stage.wait(for: "MFA code for prod of arn:aws:iam::123456789012:mfa/phone")
    stage.type("654321")
    stage.press(.enter)
    _ = await stage.wait(for: "AWS refuses the code: MultiFactorAuthentication failed.")
    stage.press(.escape)
    _ = await stage.wait(for: "No code of the MFA device")
    stage.press(.control("r"))
    _ = await stage.wait(for: "Code: ")
    stage.type("123456")
    stage.press(.enter)
    _ = await stage.wait(for: "acme-mobile")
    stage.type("q")
    #expect(await exit == ConsoleExit())
    #expect(
      codes.given.withLock { $0 } == [KeyValue(entered: "654321"), KeyValue(entered: "123456")])
    stage.seen.withLock { seen in
      #expect(!seen.screens.contains { $0.contains("123456 ") || $0.contains("654321") })
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func theEndComesWhileACodeIsAskedFor() async {
    let stage = Stage()
    let codes = Codes()
    async let exit = Console.run(
      ConsoleOptions(size: Size(width: 80, height: 24)), services: Self.withCode(stage, codes),
      events: stage.events, screen: stage.port)
    _ = await stage.wait(for: "MFA code for prod")
    stage.press(.control("c"))
    #expect(await exit == ConsoleExit())
    #expect(codes.given.withLock { $0.isEmpty })
  }
}
