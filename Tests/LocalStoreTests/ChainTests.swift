import Foundation
@testable import LocalStore
import TestSupport
import Testing

@Suite struct ChainTests {
  /// Runs with a store whose journal has six rows: three entries, all done.
  static func withSix(_ work: (LocalStore) async throws -> Void) async throws {
    try await JournalTests.with { store, _ in
      for name in ["one", "two", "three"] {
        let id = try await store.begin(JournalTests.draft(name))
        try await store.conclude(id, JournalTests.done())
      }
      try await work(store)
    }
  }

  /// Does what somebody with a text editor for databases would do.
  static func tamper(_ store: LocalStore, _ statements: String...) async throws {
    try await store.execute("DROP TRIGGER journal_is_not_changed")
    try await store.execute("DROP TRIGGER journal_is_not_shortened")
    for statement in statements { try await store.execute(statement) }
  }

  @Test func findsNothingWrongWithWhatItWrote() async throws {
    try await JournalTests.with { store, _ in
      let report = try await store.verifyChain()
      #expect(report == ChainReport(rows: 0, head: String(repeating: "0", count: 64)))
    }
    try await Self.withSix { store in
      let report = try await store.verifyChain()
      #expect(report == ChainReport(rows: 6, head: try await store.chainHead()))
      let started = try await store.begin(JournalTests.draft("four"))
      let unknown = try await store.begin(JournalTests.draft("five"))
      try await store.conclude(
        unknown, JournalConclusion(at: JournalTests.start, outcome: .unknown, error: "cut"))
      let after = try await store.verifyChain()
      #expect(after.brokenAt == nil)
      #expect(after.rows == 9)
      #expect(after.unfinished == [started, unknown])
    }
  }

  @Test(arguments: [
    "who = 'somebody'", "at = at + 1", "before = NULL", "before = ''", "outcome = 'failed'",
    "reversible = 0", "entry = 1", "request_ids = '[]'", "summary = 'tw' || 'o '", "at = 'soon'",
    "region = 'us-east-1', profile = 'prodeu'", "hash = zeroblob(32)", "hash = x'00'",
  ])
  func findsARowThatWasChanged(_ change: String) async throws {
    try await Self.withSix { store in
      try await Self.tamper(store, "UPDATE journal SET \(change) WHERE seq = 4")
      let report = try await store.verifyChain()
      #expect(report.rows == 6)
      #expect(report.brokenAt == 4)
      #expect(
        report.reason
          == "row 4 does not follow from row 3: it was changed, replaced or added by something else"
      )
    }
  }

  @Test func findsAColumnMovedIntoItsNeighbour() async throws {
    try await Self.withSix { store in
      try await Self.tamper(
        store,
        "UPDATE journal SET action = substr(action, 1, 3), summary = substr(action, 4) || summary "
          + "WHERE seq = 1")
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 1)
      #expect(report.reason == "row 1 was changed, or rows before it were removed")
    }
  }

  @Test func findsRowsThatAreMissing() async throws {
    try await Self.withSix { store in
      try await Self.tamper(store, "DELETE FROM journal WHERE seq = 3")
      let report = try await store.verifyChain()
      #expect(report.rows == 5)
      #expect(report.brokenAt == 4)
      #expect(report.reason == "row 3 is missing")
    }
    try await Self.withSix { store in
      try await Self.tamper(store, "DELETE FROM journal WHERE seq <= 2")
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 3)
      #expect(report.reason == "rows 1 to 2 are missing")
    }
  }

  @Test func findsRowsInAnotherOrder() async throws {
    try await Self.withSix { store in
      try await Self.tamper(
        store, "UPDATE journal SET seq = 99 WHERE seq = 2",
        "UPDATE journal SET seq = 2 WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 99")
      #expect(try await store.verifyChain().brokenAt == 2)
    }
  }

  @Test func findsAnEndThatWasCutOff() async throws {
    try await Self.withSix { store in
      let head = try await store.chainHead()
      try await Self.tamper(store, "DELETE FROM journal WHERE seq >= 5")
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 5)
      #expect(report.reason == "the end is cut off: rows 5 to 6 are missing")
      #expect(report.head == head)
      // The journal goes on, and what follows does not hide the gap.
      let id = try await store.begin(JournalTests.draft("four"))
      #expect(id == 7)
      let after = try await store.verifyChain()
      #expect(after.brokenAt == 7)
      #expect(after.reason == "rows 5 to 6 are missing")
    }
    try await Self.withSix { store in
      try await Self.tamper(store, "DELETE FROM journal")
      let report = try await store.verifyChain()
      #expect(report.rows == 0)
      #expect(report.brokenAt == 1)
      #expect(report.reason == "the end is cut off: rows 1 to 6 are missing")
    }
  }

  @Test func findsARowThatSomethingElseAdded() async throws {
    let copy = """
      INSERT INTO journal SELECT 7, 7, at, who, profile, region, endpoint, account, action, summary,
        subjects, before, after, reason, request_ids, outcome, reversible, undoes, error, hash
      FROM journal WHERE seq = 6
      """
    try await Self.withSix { store in
      try await store.execute(copy)
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 7)
    }
    // With a hash that fits, the head still tells.
    try await Self.withSix { store in
      try await store.write { db in
        let head = try ChainHead.read(db)
        let row = JournalRow(JournalTests.draft("forged"), seq: 7)
        try row.insert(db, hash: row.hash(after: head.hash))
      }
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 7)
      #expect(report.reason == "row 7 was added by something else: the chain ended before it")
      // Nor does it become part of the chain by what is written later.
      _ = try await store.begin(JournalTests.draft("four"))
      #expect(try await store.verifyChain().brokenAt == 8)
    }
  }

  @Test func findsARowThatCannotBeRead() async throws {
    try await Self.withSix { store in
      try await store.execute("PRAGMA ignore_check_constraints = 1")
      try await Self.tamper(store, "UPDATE journal SET outcome = 'fine' WHERE seq = 2")
      let report = try await store.verifyChain()
      #expect(report.brokenAt == 2)
      #expect(report.reason == "row 2 cannot be read")
      let id: Int64 = 1
      await #expect(
        throws: StoreError(
          kind: .damaged, path: store.path, reason: "row 2 of the journal cannot be read")
      ) { try await store.entry(id) }
    }
  }

  @Test func keepsTheChainOfAnEarlierVersion() async throws {
    try await JournalTests.with { store, folder in
      let id = try await store.begin(JournalTests.draft("one"))
      let head = try await store.chainHead()
      // The file as it was before there was a head.
      for table in ["chain_head", "leak_index", "leak_key", "tombstones", "rotations"] {
        try await store.execute("DROP TABLE \(table)")
      }
      try await store.execute("DELETE FROM grdb_migrations WHERE identifier LIKE '2 %'")
      try store.close()
      let again = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      #expect(try await again.chainHead() == head)
      try await again.conclude(id, JournalTests.done())
      #expect(try await again.verifyChain().brokenAt == nil)
      #expect(try await again.verifyChain().rows == 2)
    }
  }

  @Test func checksALongJournal() async throws {
    try await JournalTests.with { store, _ in
      try await store.write { db in
        for _ in 0..<5_000 {
          try ChainHead.append(db) { JournalRow(JournalTests.draft("change"), seq: $0) }
        }
      }
      let report = try await store.verifyChain()
      #expect(report.rows == 5_000)
      #expect(report.brokenAt == nil)
      #expect(report.unfinished.count == 5_000)
    }
  }
}
