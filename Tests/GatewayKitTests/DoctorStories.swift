import AWSClient
import Foundation
import GatewayKit
import Logging
import Sandbox
import TestSupport
import Testing

/// The doctor over the emulator, on a wire that can be told to fail.
@Suite struct DoctorStories {
  /// What the doctor tells in a world.
  static func lines(_ world: World, _ change: (inout ConnectionOptions) -> Void = { _ in }) async
    -> [DoctorLine]
  {
    var environment = Dictionary(world.server.environment.map { ($0.name, $0.value) }) { $1 }
    environment["HOME"] = world.folder.path
    var logger = Logger(label: "tests")
    logger.logLevel = .critical
    var options = ConnectionOptions(environment: environment, logger: logger)
    options.coversConfig = true
    change(&options)
    return await Doctor(options, clock: world.clock.clock, transport: world.wire.transport).lines()
  }

  @Test func everyRequestIsARead() async throws {
    try await World.tell { world in
      world.clock.freeze()
      world.clock.hold(Doctor.limit)
      world.clock.hold(2)
      let lines = await Self.lines(world)
      #expect(lines.filter { $0.state == .failed || $0.state == .warning }.told == [])
      let sent = world.wire.takeSent()
      #expect(sent.filter { $0.hasPrefix("POST") } == ["POST /", "POST /"])
      #expect(
        Set(sent.filter { $0.hasPrefix("GET") }.map { $0.split(separator: "/")[1] })
          == ["usageplans", "apikeys", "restapis", "account"])
      #expect(sent.filter { !$0.hasPrefix("GET") && !$0.hasPrefix("POST") } == [])
      let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
      #expect(left == [])
    }
  }

  @Test func aRequestThatNobodyAnswersStopsTheRest() async throws {
    try await World.tell { world in
      world.clock.freeze()
      world.clock.hold(Doctor.limit)
      world.clock.hold(2)
      world.wire.fail("GET", "/usageplans", .loseAnswer, times: 2)
      let lines = await Self.lines(world)
      #expect(lines.first { $0.check == "plans" }?.state == .failed)
      #expect(lines.told("keys") == "unknown keys: not asked, since the request before it failed")
      #expect(lines.first { $0.check == "identity" }?.state == .ok)
    }
  }

  @Test func aThrottledRequestIsAWarning() async throws {
    try await World.tell { world in
      world.clock.freeze()
      world.clock.hold(Doctor.limit)
      world.clock.hold(2)
      world.wire.fail(
        "GET", "/restapis",
        .answer(status: 429, code: "TooManyRequestsException", message: "Too Many Requests"))
      let lines = await Self.lines(world)
      #expect(
        lines.told("APIs")
          == "warning APIs: API Gateway asks for fewer requests (GetRestApis): Too Many Requests → "
          + "Try again in a while; all programs of the account share 10 requests a second")
    }
  }

  @Test func aContextThatHangsHoldsNobody() async throws {
    try await World.tell { world in
      world.clock.hold(2)
      // The limit passes at once, before anything is answered.
      let lines = await Self.lines(world) { $0.environment["AWS_PROFILE"] = "nobody" }
      #expect(lines.contains { $0.check == "credentials" && $0.state == .failed })
    }
  }
}
