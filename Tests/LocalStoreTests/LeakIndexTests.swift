import Foundation
@testable import LocalStore
import TestSupport
import Testing

@Suite struct LeakIndexTests {
  static let place = JournalTests.place
  static let elsewhere = JournalPlace(profile: "prod", region: "us-east-1")

  static func hash(_ number: Int) -> Data {
    var bytes = Data(repeating: 0, count: 32)
    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: number >> (index * 8)) }
    return bytes
  }

  static func key(_ id: String, _ number: Int, at place: JournalPlace = place) -> IndexedKey {
    IndexedKey(place: place, keyId: id, fingerprint: hash(number))
  }

  @Test func makesAKeyOnceAndKeepsIt() async throws {
    try await JournalTests.with { store, folder in
      let key = try store.leakIndexKey()
      #expect(key.count == 32)
      #expect(Set(key).count > 8)
      #expect(try folder.rights(of: "state/leak-index.key") == 0o600)
      #expect(try store.leakIndexKey() == key)
      let other = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      #expect(try other.leakIndexKey() == key)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state")
      #expect(!names.contains { $0.hasSuffix(".new") })
    }
    try await JournalTests.with { store, _ in
      let one = try store.leakIndexKey()
      try await JournalTests.with { other, _ in
        let two = try other.leakIndexKey()
        #expect(two != one)
      }
    }
  }

  @Test func severalThatBeginAtOnceAgree() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let stores = try (0..<8).map { _ in
      try LocalStore.open(folder: folder.path, now: JournalTests.start)
    }
    let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for store in stores { group.addTask { @concurrent in try store.leakIndexKey() } }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
  }

  @Test(arguments: [0, 31, 33, 4_000])
  func aDamagedKeyIsSetAsideAndTheIndexCleared(_ length: Int) async throws {
    try await JournalTests.with { store, folder in
      let file = folder.path + "/state/leak-index.key"
      let key = try store.leakIndexKey()
      try await store.remember([Self.key("a1b2c3d4e5", 1)], at: JournalTests.start)
      let stone = Tombstone(
        place: Self.place, keyId: "a1b2c3d4e5", name: "acme", fingerprint: Self.hash(1),
        revokedAt: JournalTests.start)
      try await store.bury([stone])
      try Data(repeating: 7, count: length).write(to: URL(filePath: file))
      try store.close()
      let again = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      #expect(try again.leakIndexKey() != key)
      #expect(try Data(contentsOf: URL(filePath: file)).count == 32)
      #expect(
        try Data(contentsOf: URL(filePath: file + ".damaged"))
          == Data(repeating: 7, count: length))
      #expect(try await again.indexed([Self.hash(1)]) == [])
      var kept = stone
      kept.fingerprint = nil
      #expect(try await again.tombstones() == [kept])
    }
  }

  @Test func anotherKeyClearsTheIndexToo() async throws {
    try await JournalTests.with { store, folder in
      _ = try store.leakIndexKey()
      try await store.remember([Self.key("a1b2c3d4e5", 1)], at: JournalTests.start)
      try store.close()
      try Data(repeating: 7, count: 32).write(
        to: URL(filePath: folder.path + "/state/leak-index.key"))
      let again = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      #expect(try again.leakIndexKey() == [UInt8](repeating: 7, count: 32))
      #expect(try await again.indexed([Self.hash(1)]) == [])
    }
  }

  @Test func aKeyFileThatPointsElsewhereIsNotFollowed() async throws {
    try await JournalTests.with { store, folder in
      let victim = folder.path + "/victim"
      try Data(repeating: 1, count: 32).write(to: URL(filePath: victim))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/state/leak-index.key", withDestinationPath: victim)
      let error = #expect(throws: StoreError.self) { try store.leakIndexKey() }
      #expect(error?.kind == .notWritable)
      #expect(error?.path == folder.path + "/state/leak-index.key")
    }
  }

  @Test func findsKeysByTheHashOfTheirValue() async throws {
    try await JournalTests.with { store, _ in
      try await store.remember(
        [Self.key("one", 1), Self.key("two", 2), Self.key("one", 1, at: Self.elsewhere)],
        at: JournalTests.start)
      #expect(
        try await store.indexed([Self.hash(1), Self.hash(9)])
          == [Self.key("one", 1), Self.key("one", 1, at: Self.elsewhere)])
      #expect(try await store.indexed([]) == [])
      #expect(try await store.fingerprint(of: "two", at: Self.place) == Self.hash(2))
      #expect(try await store.fingerprint(of: "two", at: Self.elsewhere) == nil)
      // The newest wins, and the account does not make another key of it.
      var known = Self.place
      known.account = "123456789012"
      try await store.remember([Self.key("two", 3, at: known)], at: JournalTests.start + 1)
      #expect(try await store.indexed([Self.hash(2)]) == [])
      #expect(try await store.indexed([Self.hash(3)]) == [Self.key("two", 3, at: known)])
      #expect(try await store.fingerprint(of: "two", at: Self.place) == Self.hash(3))
    }
  }

  @Test func refusesWhatIsNoHash() async throws {
    try await JournalTests.with { store, _ in
      let value = IndexedKey(
        place: Self.place, keyId: "one", fingerprint: Data("not-a-hash-but-a-value".utf8))
      await #expect(throws: StoreError.self) {
        try await store.remember([value], at: JournalTests.start)
      }
      await #expect(throws: StoreError.self) {
        try await store.bury([
          Tombstone(
            place: Self.place, keyId: "one", name: "", fingerprint: value.fingerprint,
            revokedAt: JournalTests.start)
        ])
      }
    }
  }

  @Test func remembersTenThousandKeysAtOnce() async throws {
    try await JournalTests.with { store, _ in
      let keys = (0..<10_000).map { Self.key("key\($0)", $0) }
      let clock = ContinuousClock()
      let first = try await clock.measure { try await store.remember(keys, at: JournalTests.start) }
      let again = try await clock.measure { try await store.remember(keys, at: JournalTests.start) }
      print("10,000 hashes: \(first) at first, \(again) when known")
      #expect(try await store.indexed([Self.hash(9_999)]) == [Self.key("key9999", 9_999)])
      // A long list of candidates takes the other road and gives the same.
      let many = try await store.indexed((9_000..<12_000).map(Self.hash))
      #expect(Set(many) == Set(keys[9_000...]))
    }
  }

  @Test func aTombstoneKeepsItsFirstDate() async throws {
    try await JournalTests.with { store, _ in
      let start = JournalTests.start
      var stone = Tombstone(
        place: Self.place, keyId: "one", name: "acme", fingerprint: Self.hash(1), revokedAt: start)
      try await store.bury([stone])
      var again = stone
      again.revokedAt = start + 60
      again.fingerprint = nil
      try await store.bury([again])
      #expect(try await store.tombstones() == [stone])
      try await store.lift("one", at: Self.elsewhere, now: start + 90)
      #expect(try await store.tombstones() == [stone])
      try await store.lift("one", at: Self.place, now: start + 90)
      stone.liftedAt = start + 90
      #expect(try await store.tombstones() == [stone])
      // Lifting twice keeps the first time; revoked once more, it is dead from then on.
      try await store.lift("one", at: Self.place, now: start + 95)
      #expect(try await store.tombstones() == [stone])
      again.revokedAt = start + 120
      try await store.bury([again])
      stone.liftedAt = nil
      stone.revokedAt = start + 120
      #expect(try await store.tombstones() == [stone])
    }
  }
}
