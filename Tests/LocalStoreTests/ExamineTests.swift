import Foundation
import LocalStore
import TestSupport
import Testing

/// Looking at a state folder makes, mends and moves nothing.
@Suite struct ExamineTests {
  static func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aFolderThatIsNotThereStaysSo() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let facts = LocalStore.examine(folder: folder.path + "/a/b")
    #expect(facts.folderPlace == .missing)
    #expect(facts.canMakeFolder)
    #expect(facts.health == nil)
    #expect(try Self.names(folder) == [])
  }

  @Test func aSoundStoreIsReadWhileItIsInUseAndAfterwards() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = try LocalStore.open(folder: folder.path, now: Date())
    let id = try await store.begin(JournalTests.draft("one"))
    try await store.conclude(id, JournalTests.done())
    let before = try Self.names(folder)
    #expect(before.contains("tollgate.db-wal"))
    let used = LocalStore.examine(folder: folder.path)
    #expect(try Self.names(folder) == before)
    let report = try await store.verifyChain()
    #expect(used.health == .sound(report))
    #expect(report.rows == 2)
    #expect(used.schemaDone == StoreFacts.knownSteps)
    try store.close()
    let closed = try Self.names(folder)
    #expect(!closed.contains("tollgate.db-wal"))
    let bytes = try folder.allBytes()
    #expect(LocalStore.examine(folder: folder.path).health == .sound(report))
    #expect(try Self.names(folder) == closed)
    #expect(try folder.allBytes() == bytes)
  }

  @Test func aDamagedStoreStaysAsItIs() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try LocalStore.open(folder: folder.path, now: Date()).close()
    let file = folder.path + "/tollgate.db"
    var bytes = try Data(contentsOf: URL(filePath: file))
    for place in 4096..<bytes.count where place % 7 == 0 { bytes[place] = 0xAA }
    try bytes.write(to: URL(filePath: file))
    let names = try Self.names(folder)
    guard case .broken(let error) = LocalStore.examine(folder: folder.path).health else {
      Issue.record("it was not found damaged")
      return
    }
    #expect(error.kind == .damaged)
    #expect(try Self.names(folder) == names)
    #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
  }

  @Test func whatIsNoDatabaseIsToldAsSuch() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try Data("hello, this is no database at all, only a text".utf8)
      .write(to: URL(filePath: folder.path + "/tollgate.db"))
    guard case .broken(let error) = LocalStore.examine(folder: folder.path).health else {
      Issue.record("it was taken for a database")
      return
    }
    #expect(error.kind == .damaged)
  }

  @Test func aLogWithoutItsIndexIsLeftAlone() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = try LocalStore.open(folder: folder.path, now: Date())
    _ = try await store.begin(JournalTests.draft("one"))
    let copy = try TemporaryFolder()
    defer { copy.remove() }
    for name in ["tollgate.db", "tollgate.db-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.path + "/" + name, toPath: copy.path + "/" + name)
    }
    try store.close()
    #expect(
      LocalStore.examine(folder: copy.path).health
        == .unknown("a run of tollgate ended in the middle of a write"))
    #expect(try Self.names(copy) == ["tollgate.db", "tollgate.db-wal"])
  }

  @Test func whatAKilledProcessLeftIsRead() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = try LocalStore.open(folder: folder.path, now: Date())
    _ = try await store.begin(JournalTests.draft("one"))
    let copy = try TemporaryFolder()
    defer { copy.remove() }
    for name in ["tollgate.db", "tollgate.db-wal", "tollgate.db-shm"] {
      try FileManager.default.copyItem(
        atPath: folder.path + "/" + name, toPath: copy.path + "/" + name)
    }
    let report = try await store.verifyChain()
    try store.close()
    let bytes = try copy.allBytes()
    #expect(LocalStore.examine(folder: copy.path).health == .sound(report))
    #expect(report.rows == 1)
    #expect(
      try Self.names(copy) == ["tollgate.db", "tollgate.db-shm", "tollgate.db-wal"])
    #expect(try copy.allBytes() == bytes)
  }

  @Test func rightsAreTold() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try LocalStore.open(folder: folder.path, now: Date()).close()
    let facts = LocalStore.examine(folder: folder.path)
    #expect(facts.folderPlace == .there(mode: 0o700, isWritable: true))
    #expect(facts.database == .there(mode: 0o600, isWritable: true))
    #expect(facts.log == .missing)
    #expect((facts.freeBytes ?? 0) > 0)
  }
}
