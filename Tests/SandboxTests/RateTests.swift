import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("The control plane's rates")
struct RateTests {
  private static let limited = SandboxOptions(keys: 0, plans: 1)

  private static func throttled(_ seconds: Int) -> Heard {
    .refusal(
      429, "TooManyRequestsException", "Too Many Requests", retryAfter: String(seconds))
  }

  @Test("Forty at once, then ten a second")
  func total() async throws {
    try await story(Self.limited) { caller in
      for _ in 0..<40 { try await expect(caller.ask(.get, "/account").status, 200) }
      try await expect(caller.ask(.get, "/account"), Self.throttled(1))
      caller.clock.advance(1)
      for _ in 0..<10 { try await expect(caller.ask(.get, "/apikeys").status, 200) }
      try await expect(caller.ask(.get, "/apikeys"), Self.throttled(1))
      caller.clock.advance(0.1)
      try await expect(caller.ask(.get, "/apikeys").status, 200)
    }
  }

  @Test("A plan every twenty seconds, whichever it is")
  func plans() async throws {
    try await story(Self.limited) { caller in
      let plan = try await caller.ask(.get, "/usageplans").items("id")[0]
      try await expect(caller.ask(.patch, "/usageplans/\(plan)", "{}").status, 200)
      try await expect(caller.ask(.patch, "/usageplans/\(plan)", "{}"), Self.throttled(20))
      caller.clock.advance(19.5)
      try await expect(caller.ask(.patch, "/usageplans/other", "{}"), Self.throttled(1))
      caller.clock.advance(0.5)
      try await expect(caller.ask(.patch, "/usageplans/\(plan)", "{}").status, 200)
    }
  }

  @Test(
    "Operations with rates of their own",
    arguments: [
      (HTTPRequest.Method.post, "/apikeys", "{}", 5, 0.2),
      (.delete, "/apikeys/none", "", 5, 0.2),
      (.patch, "/account", "{}", 1, 20),
      (.get, "/restapis/none/resources", "", 5, 0.4),
    ])
  func ownRates(
    method: HTTPRequest.Method, path: String, body: String, burst: Int, every: Double
  ) async throws {
    try await story(Self.limited) { caller in
      for _ in 0..<burst { try await expect(caller.ask(method, path, body).status != 429, true) }
      try await expect(caller.ask(method, path, body).status, 429)
      try await expect(caller.ask(.get, "/account").status, 200)
      caller.clock.advance(every)
      try await expect(caller.ask(method, path, body).status != 429, true)
      try await expect(caller.ask(method, path, body).status, 429)
    }
  }

  @Test("An import is no creation, and unlimited means it")
  func exceptions() async throws {
    try await story(Self.limited) { caller in
      for index in 0..<9 {
        let csv = "Name,Key\nn,value-of-thirty-characters--\(index)0\n"
        let answer = try await caller.ask(.post, "/apikeys?mode=import&format=csv", csv)
        #expect(answer.status == 201)
      }
    }
    try await story { caller in
      for _ in 0..<60 { try await expect(caller.ask(.patch, "/account", "{}").status, 200) }
    }
  }
}
