import Foundation
import LocalStore
import TestSupport
import Testing

@Suite struct JournalTests {
  static let start = Date(timeIntervalSince1970: 1_795_000_000)
  static let place = JournalPlace(profile: "prod", region: "eu-central-1")

  static func draft(
    _ summary: String, place: JournalPlace = place, undoes: Int64? = nil
  ) -> JournalDraft {
    JournalDraft(
      at: start, who: "unknown", place: place, action: "setEnabled", summary: summary,
      subjects: ["a1b2c3d4e5"], before: #"{"enabled":true}"#, undoes: undoes)
  }

  static func done(_ after: String? = nil, isReversible: Bool = true) -> JournalConclusion {
    JournalConclusion(
      at: start + 1, outcome: .done, who: "arn:aws:iam::123456789012:user/ops",
      account: "123456789012", after: after, requestIds: ["r-1"], isReversible: isReversible)
  }

  /// Opens a store in a folder of its own for the length of a test.
  static func with(_ work: (LocalStore, TemporaryFolder) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await work(try LocalStore.open(folder: folder.path + "/state", now: start), folder)
  }

  @Test func keepsAChangeBeforeAndAfter() async throws {
    try await Self.with { store, folder in
      let id = try await store.begin(Self.draft("disable key acme"))
      #expect(try await store.entry(id)?.outcome == .started)
      try await store.conclude(id, Self.done(#"{"enabled":false}"#))
      let entry = try #require(try await store.entry(id))
      #expect(entry.at == Self.start)
      #expect(entry.who == "arn:aws:iam::123456789012:user/ops")
      #expect(
        entry.place
          == JournalPlace(profile: "prod", region: "eu-central-1", account: "123456789012"))
      #expect(entry.summary == "disable key acme")
      #expect(entry.subjects == ["a1b2c3d4e5"])
      #expect(entry.before == #"{"enabled":true}"#)
      #expect(entry.after == #"{"enabled":false}"#)
      #expect(entry.requestIds == ["r-1"])
      #expect(entry.outcome == .done)
      #expect(entry.isReversible)
      try store.close()
      let again = try LocalStore.open(folder: folder.path + "/state", now: Self.start)
      #expect(try await again.entries(limit: 5) == [entry])
      #expect(again.keptAside == nil)
    }
  }

  @Test func givesTheNewestReversibleChangeOfAPlace() async throws {
    try await Self.with { store, _ in
      #expect(try await store.lastReversible(at: Self.place) == nil)
      let first = try await store.begin(Self.draft("one"))
      let second = try await store.begin(Self.draft("two"))
      try await store.conclude(first, Self.done())
      try await store.conclude(second, Self.done())
      let creation = try await store.begin(Self.draft("three"))
      try await store.conclude(creation, Self.done(isReversible: false))
      let failed = try await store.begin(Self.draft("four"))
      try await store.conclude(
        failed, JournalConclusion(at: Self.start, outcome: .failed, error: "no"))
      let elsewhere = JournalPlace(profile: "prod", region: "eu-central-1", endpoint: "http://x")
      let other = try await store.begin(Self.draft("five", place: elsewhere))
      try await store.conclude(other, Self.done())
      #expect(try await store.lastReversible(at: Self.place)?.id == second)
      #expect(try await store.lastReversible(at: elsewhere)?.id == other)
    }
  }

  @Test func undoesNothingTwice() async throws {
    try await Self.with { store, _ in
      let id = try await store.begin(Self.draft("one"))
      try await store.conclude(id, Self.done())
      let undo = try await store.begin(Self.draft("undo", undoes: id))
      #expect(try await store.entry(id)?.outcome == .undone)
      #expect(try await store.lastReversible(at: Self.place) == nil)
      await #expect(
        throws: StoreError(kind: .state, path: store.path, reason: "entry \(id) is undone")
      ) {
        try await store.begin(Self.draft("undo again", undoes: id))
      }
      // The refused one left no row behind.
      #expect(try await store.entries(limit: 9).map(\.id) == [undo, id])
      // Taking it back failed without changing anything: it can be taken back again.
      try await store.conclude(
        undo, JournalConclusion(at: Self.start, outcome: .failed, error: "no"))
      try await store.restore(id, at: Self.start)
      #expect(try await store.lastReversible(at: Self.place)?.id == id)
      #expect(try await store.entry(undo)?.undoes == id)
    }
  }

  @Test func chainsEveryRowToTheOneBefore() async throws {
    var heads: [String] = []
    try await Self.with { store, _ in
      heads.append(try await store.chainHead())
      let id = try await store.begin(Self.draft("one"))
      heads.append(try await store.chainHead())
      try await store.conclude(id, Self.done())
      heads.append(try await store.chainHead())
    }
    #expect(heads[0] == String(repeating: "0", count: 64))
    #expect(Set(heads).count == 3)
    // The same rows give the same chain, and one other letter another one.
    try await Self.with { same, _ in
      _ = try await same.begin(Self.draft("one"))
      #expect(try await same.chainHead() == heads[1])
    }
    try await Self.with { different, _ in
      _ = try await different.begin(Self.draft("One"))
      #expect(try await different.chainHead() != heads[1])
    }
  }

  @Test func isNotLostWhenTheTaskIsCancelled() async throws {
    try await Self.with { store, _ in
      let id = try await store.begin(Self.draft("one"))
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        try await store.conclude(id, Self.done())
      }
      task.cancel()
      try await task.value
      #expect(try await store.entry(id)?.outcome == .done)
    }
  }

  @Test func givesOneTurnInTwentySeconds() async throws {
    try await Self.with { one, folder in
      let other = try LocalStore.open(folder: folder.path + "/state", now: Self.start)
      func claim(
        _ store: LocalStore, _ scopes: [String], _ seconds: Double
      ) async throws -> Double {
        try await store.claimPlanUpdate(scopes: scopes, now: Self.start + seconds, spacing: 20)
      }
      #expect(try await claim(one, ["AKIA1/eu"], 0) == 0)
      #expect(try await claim(other, ["AKIA1/eu"], 6) == 14)
      #expect(try await claim(other, ["AKIA1/us"], 6) == 0)
      // The account became known meanwhile: the access key's turn still counts.
      #expect(try await claim(other, ["123456789012/eu", "AKIA1/eu"], 19.5) == 0.5)
      #expect(try await claim(other, ["123456789012/eu", "AKIA1/eu"], 20) == 0)
      #expect(try await claim(one, ["AKIA1/eu"], 39) == 1)
      // A clock that was set back does not block anything.
      #expect(try await claim(one, ["AKIA1/eu"], -3600) == 0)
    }
  }
}
