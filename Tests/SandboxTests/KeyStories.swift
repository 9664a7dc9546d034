import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("API keys")
struct KeyStories {
  @Test("A key's answers, letter by letter")
  func bodies() async throws {
    try await story { caller in
      let made = try await caller.ask(
        .post, "/apikeys", "{\"name\":\"a \\\"b\\\"\\n\",\"value\":\"0123456789012345678901\"}")
      let id = try #require(made.text("id"))
      let stamp = "\"createdDate\":1773835200,\"lastUpdatedDate\""
      #expect(
        made
          == Heard(
            201,
            "{\"id\":\"\(id)\",\"value\":\"0123456789012345678901\",\"name\":\"a \\\"b\\\"\\n\","
              + "\"enabled\":false,\(stamp):1773835200,\"stageKeys\":[]}"))
      caller.clock.advance(60.9)
      let patch = """
        {"patchOperations":[{"op":"replace","path":"/enabled","value":"true"},\
        {"op":"replace","path":"/name","value":""}]}
        """
      let after =
        "{\"id\":\"\(id)\",\"enabled\":true,\(stamp):1773835260,\"stageKeys\":[],\"tags\":{}}"
      try await expect(caller.ask(.patch, "/apikeys/\(id)", patch), Heard(200, after))
      try await expect(caller.ask(.get, "/apikeys/\(id)"), Heard(200, after))
      try await expect(
        caller.ask(.get, "/apikeys?includeValues=true"),
        Heard(
          200,
          "{\"item\":[{\"id\":\"\(id)\",\"value\":\"0123456789012345678901\","
            + "\"enabled\":true,\(stamp):1773835260,\"stageKeys\":[]}]}"))
      try await expect(caller.ask(.delete, "/apikeys/\(id)"), Heard(202, ""))
      try await expect(
        caller.ask(.get, "/apikeys/\(id)"),
        .refusal(404, "NotFoundException", "Invalid API Key identifier specified"))
    }
  }

  @Test("Without Accept the answers are HAL, and lists of one are no lists")
  func hal() async throws {
    try await story { caller in
      let made = try await caller.ask(.post, "/apikeys", "{}")
      let id = try #require(made.text("id"))
      var hal = caller
      hal.accept = nil
      let fields =
        "\"createdDate\":1773835200,\"enabled\":false,\"id\":\"\(id)\","
        + "\"lastUpdatedDate\":1773835200,\"stageKeys\":[]"
      let own = "\"_links\":{\"self\":{\"href\":\"/apikeys/\(id)\"}}"
      let list = try await hal.ask(.get, "/apikeys")
      #expect(
        list.body.hasPrefix("{\"_embedded\":{\"item\":{\(own),\(fields)}},\"_links\":{"))
      #expect(
        list.body.hasSuffix(
          "\"item\":{\"href\":\"/apikeys/\(id)\"},\"self\":{\"href\":\"/apikeys\"}}}"))
      try await expect(
        hal.ask(.get, "/apikeys/\(id)"), Heard(200, "{\(own),\(fields),\"tags\":{}}"))
      hal.accept = "*/*"
      try await expect(hal.ask(.get, "/apikeys"), list)
    }
  }

  @Test("Ten thousand keys are the end")
  func limit() async throws {
    try await story(SandboxOptions(keys: 9_999, plans: 3, isUnlimited: true)) { caller in
      let last = try await caller.ask(.post, "/apikeys", "{}")
      #expect(last.status == 201)
      let refusal = Heard.refusal(
        429, "LimitExceededException", "The number of API Keys cannot exceed 10000")
      try await expect(caller.ask(.post, "/apikeys", "{}"), refusal)
      let csv = "Name,Key\nn,value-of-thirty-characters---1\n"
      try await expect(caller.ask(.post, "/apikeys?mode=import&format=csv", csv), refusal)
      let id = try #require(last.text("id"))
      try await expect(caller.ask(.delete, "/apikeys/\(id)").status, 202)
      try await expect(caller.ask(.post, "/apikeys", "{}").status, 201)
    }
  }

  @Test("Pages go on where they ended, whatever was made or deleted since")
  func paging() async throws {
    try await story(SandboxOptions(keys: 120, plans: 3, isUnlimited: true)) { caller in
      var left = try await caller.ask(.get, "/apikeys?limit=500").items("id")
      let first = try await caller.ask(.get, "/apikeys?limit=40")
      #expect(first.items("id") == Array(left[..<40]))
      for victim in [left[5], left[39], left[40], left[70]] {
        try await expect(caller.ask(.delete, "/apikeys/\(victim)").status, 202)
      }
      _ = try await caller.ask(.post, "/apikeys", "{}")
      let position = PercentCoding.encoded(try #require(first.text("position")))
      let second = try await caller.ask(.get, "/apikeys?limit=40&position=\(position)")
      left.remove(at: 70)
      left.remove(at: 40)
      #expect(second.items("id") == Array(left[40..<80]))
      let next = PercentCoding.encoded(try #require(second.text("position")))
      let third = try await caller.ask(.get, "/apikeys?limit=40&position=\(next)")
      #expect(third.items("id") == Array(left[80...]))
      #expect(third.text("position") == nil)
    }
  }
}
