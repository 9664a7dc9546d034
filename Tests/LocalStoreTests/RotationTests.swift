import Foundation
@testable import LocalStore
import TestSupport
import Testing

@Suite struct RotationTests {
  static func rotation(
    _ id: String, old: String = "old1", state: String = "planned", isOpen: Bool = true,
    place: JournalPlace = JournalTests.place, started: Double = 0
  ) -> RotationRow {
    RotationRow(
      id: id, place: place, oldKey: old, state: state, isOpen: isOpen, body: #"{"plans":[]}"#,
      startedAt: JournalTests.start + started, updatedAt: JournalTests.start + started)
  }

  @Test func keepsARotation() async throws {
    try await JournalTests.with { store, folder in
      var row = Self.rotation("abcdefghij01")
      try await store.open(row)
      #expect(try await store.rotation(row.id) == row)
      #expect(try await store.rotation("nosuchthing0") == nil)
      row.newKey = "new1"
      row.state = "created"
      row.place.account = "123456789012"
      row.updatedAt += 5
      try await store.save(row, was: "planned")
      try store.close()
      let again = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      #expect(try await again.rotation(row.id) == row)
      #expect(try await again.rotations(at: JournalTests.place) == [row])
      #expect(try await again.rotations(at: LeakIndexTests.elsewhere) == [])
    }
  }

  @Test func listsTheNewestFirst() async throws {
    try await JournalTests.with { store, _ in
      for (index, id) in ["aaa", "bbb", "ccc"].enumerated() {
        try await store.open(Self.rotation(id, old: id, started: Double(index)))
      }
      #expect(
        try await store.rotations(at: JournalTests.place).map(\.id) == ["ccc", "bbb", "aaa"])
    }
  }

  @Test func opensOneRotationPerKey() async throws {
    try await JournalTests.with { store, _ in
      try await store.open(Self.rotation("aaa"))
      await #expect(
        throws: StoreError(
          kind: .state, path: store.path, reason: "rotation aaa is open for key old1 already")
      ) { try await store.open(Self.rotation("bbb")) }
      await #expect(
        throws: StoreError(
          kind: .state, path: store.path, reason: "there is a rotation aaa already")
      ) { try await store.open(Self.rotation("aaa", old: "old2")) }
      // The account is not part of the place; another region is.
      var known = JournalTests.place
      known.account = "123456789012"
      await #expect(throws: StoreError.self) {
        try await store.open(Self.rotation("ccc", place: known))
      }
      try await store.open(Self.rotation("ddd", place: LeakIndexTests.elsewhere))
      try await store.save(Self.rotation("aaa", state: "disabled", isOpen: false), was: "planned")
      try await store.open(Self.rotation("eee"))
      // The closed one cannot come back beside it.
      await #expect(throws: StoreError.self) {
        try await store.save(Self.rotation("aaa", state: "overlapping"), was: "disabled")
      }
    }
  }

  @Test func savesOnlyOverTheStateThatWasRead() async throws {
    try await JournalTests.with { store, _ in
      try await store.open(Self.rotation("aaa"))
      try await store.save(Self.rotation("aaa", state: "created"), was: "planned")
      await #expect(
        throws: StoreError(
          kind: .state, path: store.path, reason: "rotation aaa is created by now, not planned")
      ) { try await store.save(Self.rotation("aaa", state: "rolledBack"), was: "planned") }
      await #expect(
        throws: StoreError(
          kind: .state, path: store.path, reason: "rotation aaa is created by now")
      ) { try await store.save(Self.rotation("aaa", state: "attached"), was: nil) }
      #expect(try await store.rotation("aaa")?.state == "created")
      // One that was found elsewhere, or was in a file that was lost, is added.
      try await store.save(Self.rotation("bbb", old: "old2", state: "attached"), was: nil)
      try await store.save(Self.rotation("ccc", old: "old3", state: "attached"), was: "created")
      #expect(try await store.rotations(at: JournalTests.place).map(\.id) == ["aaa", "bbb", "ccc"])
    }
  }

  @Test func oneOfManyWins() async throws {
    try await JournalTests.with { store, folder in
      let other = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      let wins = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<10 {
          let turn = number.isMultiple(of: 2) ? store : other
          group.addTask {
            do {
              try await turn.open(Self.rotation("rotation\(number)"))
              return true
            } catch {
              return false
            }
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(wins == 1)
      #expect(try await store.rotations(at: JournalTests.place).count == 1)
    }
  }
}
