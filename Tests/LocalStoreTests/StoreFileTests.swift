import Foundation
@testable import LocalStore
import TestSupport
import Testing

@Suite struct StoreFileTests {
  static let now = JournalTests.start

  @Test func filesBelongToTheUserAlone() async throws {
    try await JournalTests.with { store, folder in
      _ = try await store.begin(JournalTests.draft("one"))
      #expect(try folder.rights(of: "state") == 0o700)
      for name in ["tollgate.db", "tollgate.db-wal", "tollgate.db-shm", "tollgate.lock"] {
        #expect(try folder.rights(of: "state/" + name) == 0o600, "\(name)")
      }
    }
  }

  @Test func takesRightsAwayThatWereThere() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/tollgate"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: path + "/tollgate.db"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: path + "/tollgate.db")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    _ = try LocalStore.open(folder: path, now: Self.now)
    #expect(try folder.rights(of: "tollgate") == 0o700)
    #expect(try folder.rights(of: "tollgate/tollgate.db") == 0o600)
  }

  @Test func keepsADamagedFileAside() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let rubbish = Data("this is no database, whatever its name says".utf8)
    try rubbish.write(to: URL(filePath: folder.path + "/tollgate.db"))
    let store = try LocalStore.open(folder: folder.path, now: Self.now)
    let aside = folder.path + "/tollgate.db.damaged-1795000000"
    #expect(store.keptAside == aside)
    #expect(try Data(contentsOf: URL(filePath: aside)) == rubbish)
    #expect(try await store.begin(JournalTests.draft("one")) == 1)
  }

  @Test func keepsAFileWithTornPagesAside() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = folder.path + "/tollgate.db"
    let store = try LocalStore.open(folder: folder.path, now: Self.now)
    for number in 0..<200 { _ = try await store.begin(JournalTests.draft("change \(number)")) }
    try store.close()
    var bytes = try Data(contentsOf: URL(filePath: file))
    try #require(bytes.count > 20_000)
    for index in 8_192..<16_384 { bytes[index] = 0x5A }
    try bytes.write(to: URL(filePath: file))
    let again = try LocalStore.open(folder: folder.path, now: Self.now)
    #expect(again.keptAside == file + ".damaged-1795000000")
    #expect(try await again.entries(limit: 10) == [])
  }

  @Test func damageThatShowsInUseIsSaidAndSetAsideAtTheNextStart() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = folder.path + "/tollgate.db"
    let store = try LocalStore.open(folder: folder.path, now: Self.now)
    for number in 0..<200 { _ = try await store.begin(JournalTests.draft("change \(number)")) }
    try store.close()
    let open = try LocalStore.open(folder: folder.path, now: Self.now)
    // Forget what is in memory, so that the file itself is read.
    try await open.execute("PRAGMA cache_size = 0")
    try await open.execute("PRAGMA shrink_memory")
    var bytes = try Data(contentsOf: URL(filePath: file))
    for index in 4_096..<bytes.count { bytes[index] = 0x5A }
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.write(contentsOf: bytes)
    try handle.close()
    var failure: StoreError?
    do throws(StoreError) {
      _ = try await open.entries(limit: 300)
    } catch {
      failure = error
    }
    #expect(failure?.kind == .damaged)
    #expect(failure?.path == file)
    #expect(FileManager.default.fileExists(atPath: file + ".suspect"))
    let again = try LocalStore.open(folder: folder.path, now: Self.now)
    #expect(again.keptAside == file + ".damaged-1795000000")
    #expect(!FileManager.default.fileExists(atPath: file + ".suspect"))
  }

  @Test func aMarkWithoutDamageCostsNothing() async throws {
    try await JournalTests.with { store, folder in
      _ = try await store.begin(JournalTests.draft("one"))
      store.folder.suspect()
      let again = try LocalStore.open(folder: folder.path + "/state", now: Self.now)
      #expect(again.keptAside == nil)
      #expect(try await again.entries(limit: 5).count == 1)
      #expect(!again.folder.isSuspect)
    }
  }

  @Test func saysWhenTheFolderCannotBeMade() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try Data().write(to: URL(filePath: folder.path + "/file"))
    let path = folder.path + "/file/tollgate"
    let error = try #require(throws: StoreError.self) {
      try LocalStore.open(folder: path, now: Self.now)
    }
    #expect(error.kind == .folder)
    #expect(error.path == path)
  }

  @Test func saysWhenTheDiskIsFull() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try LocalStore.open(folder: folder.path, now: Self.now).close()
    let store = try LocalStore.open(
      folder: folder.path, now: Self.now, options: LocalStore.Options(maximumPages: 12))
    var failure: StoreError?
    for number in 0..<1000 where failure == nil {
      do throws(StoreError) {
        _ = try await store.begin(JournalTests.draft("change \(number)"))
      } catch {
        failure = error
      }
    }
    #expect(failure?.kind == .full)
  }

  @Test func twoConnectionsWaitForEachOther() async throws {
    try await JournalTests.with { one, folder in
      let two = try LocalStore.open(folder: folder.path + "/state", now: Self.now)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for store in [one, two] {
          group.addTask {
            for number in 0..<25 {
              let id = try await store.begin(JournalTests.draft("change \(number)"))
              try await store.conclude(id, JournalTests.done())
            }
          }
        }
        try await group.waitForAll()
      }
      let entries = try await one.entries(limit: 100)
      #expect(entries.count == 50)
      #expect(entries.allSatisfy { $0.outcome == .done })
    }
  }

  @Test func rowsCannotBeChangedOrRemoved() async throws {
    try await JournalTests.with { store, _ in
      _ = try await store.begin(JournalTests.draft("one"))
      for statement in ["UPDATE journal SET who = 'somebody'", "DELETE FROM journal"] {
        await #expect(throws: StoreError.self) { try await store.execute(statement) }
      }
      #expect(try await store.entries(limit: 5).map(\.who) == ["unknown"])
    }
  }
}
