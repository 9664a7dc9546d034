import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Sandbox

@Suite("The state file")
struct StateLogTests {
  private func withFile(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "sandbox-state-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // A folder that cannot be removed is the machine's to clean; the test has spoken already.
      try? FileManager.default.removeItem(at: folder)
    }
    try await body(folder.appending(path: "state").path)
  }

  private func options(_ path: String, keys: Int = 4) -> SandboxOptions {
    SandboxOptions(keys: keys, plans: 2, stateFile: path, isUnlimited: true)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("What was answered is there again, without a good end")
  func survives() async throws {
    try await withFile { path in
      let emulator = try Emulator(options(path), surroundings: StoppedClock().surroundings)
      // Never closed: as after a kill.
      _ = emulator
      try await story(options(path)) { caller in
        try await expect(caller.ask(.post, "/apikeys", "{\"name\":\"kept\"}").status, 201)
        let all = try await caller.ask(.get, "/apikeys?includeValues=true")
        try await story(options(path, keys: 99)) { again in
          try await expect(again.ask(.get, "/apikeys?includeValues=true"), all)
        }
      }
      #expect(try mode(path) == 0o600)
    }
  }

  @Test(
    "Counted calls and what the data plane does not see yet are there again",
    arguments: [
      true, false,
    ])
  func dataPlane(endsWell: Bool) async throws {
    try await withFile { path in
      let clock = StoppedClock()
      func emulator() throws -> Emulator {
        try Emulator(
          SandboxOptions(keys: 1, plans: 1, stateFile: path, propagationSeconds: 5),
          surroundings: clock.surroundings)
      }
      let first = try emulator()
      let state = DemoData(SandboxOptions(keys: 1, plans: 1), now: clock.now).state()
      let key = try #require(state.keys.newestFirst.first { _ in true })
      let api = try #require(state.apis.newestFirst.first { $0.name == "orders-api" })
      func call(_ emulator: Emulator, after: Double = 0, counting: Bool = false) -> Int {
        emulator.invoke(
          value: key.value, api: api.id, stage: "prod", path: "/orders",
          at: Date(timeIntervalSince1970: clock.now + after), counting: counting)
      }
      let used = try await usage(first, clock)
      #expect((0..<3).map { _ in call(first, counting: true) } == [200, 200, 200])
      try await Application(responder: first).test(.router) { client in
        let caller = Caller(client: client, clock: clock)
        let body =
          "{\"patchOperations\":[{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":\"false\"}]}"
        try await expect(caller.ask(.patch, "/apikeys/\(key.id)", body).status, 200)
      }
      #expect(call(first, counting: true) == 200)
      if endsWell { first.close() }
      let again = try emulator()
      #expect([0, 4.5, 5].map { call(again, after: $0) } == [200, 200, 403])
      #expect(try await usage(again, clock) == used + 4)
    }
  }

  /// What the one demo key used today.
  private func usage(_ emulator: Emulator, _ clock: StoppedClock) async throws -> Int {
    let found = Mutex(-1)
    try await Application(responder: emulator).test(.router) { client in
      let caller = Caller(client: client, clock: clock)
      let plan = try #require(try await caller.ask(.get, "/usageplans").items("id").first)
      let body = try await caller.ask(
        .get, "/usageplans/\(plan)/usage?startDate=2026-03-18&endDate=2026-03-18"
      ).body
      let number = body.split(separator: "[[").last?.prefix { $0.isNumber }
      found.withLock { $0 = number.flatMap { Int($0) } ?? -1 }
    }
    return found.withLock { $0 }
  }

  @Test("A torn last line is dropped, and writing goes on after it")
  func torn() async throws {
    try await withFile { path in
      try await story(options(path)) { caller in
        _ = try await caller.ask(.post, "/apikeys", "{\"name\":\"first\"}")
      }
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data("[{\"putKey\":{\"_0\":{\"id\":\"to".utf8))
      try file.close()
      try await story(options(path)) { caller in
        try await expect(caller.ask(.get, "/apikeys?limit=1").items("name"), ["first"])
        _ = try await caller.ask(.post, "/apikeys", "{\"name\":\"second\"}")
      }
      try await story(options(path)) { caller in
        try await expect(caller.ask(.get, "/apikeys?limit=2").items("name"), ["second", "first"])
      }
    }
  }

  @Test("A broken file is named with its line, and left alone")
  func broken() async throws {
    try await withFile { path in
      try Data("[]\nnonsense\n[]\n".utf8).write(to: URL(filePath: path))
      let failure = #expect(throws: StateLog.Failure.self) {
        _ = try Emulator(options(path))
      }
      #expect(failure?.description == "The state file \(path) is broken in line 2.")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "[]\nnonsense\n[]\n")
    }
  }

  @Test("A snapshot makes the same state again")
  func snapshot() throws {
    let state = DemoData(SandboxOptions(keys: 50), now: 1_773_835_200).state()
    var again = AccountState()
    for edit in state.snapshot {
      let text = try JSONEncoder().encode(edit)
      again.apply(try JSONDecoder().decode(Edit.self, from: text))
    }
    #expect(Array(again.keys.newestFirst) == Array(state.keys.newestFirst))
    #expect(Array(again.plans.newestFirst) == Array(state.plans.newestFirst))
    #expect(Array(again.apis.newestFirst) == Array(state.apis.newestFirst))
    #expect(again.lastSerial == state.lastSerial)
    for plan in state.plans.newestFirst {
      #expect(
        Array(again.members(of: plan.id).newestFirst)
          == Array(state.members(of: plan.id).newestFirst))
      for key in state.meteredKeys(of: plan.id) {
        #expect(again.meter(plan: plan.id, key: key) == state.meter(plan: plan.id, key: key))
      }
    }
  }
}
