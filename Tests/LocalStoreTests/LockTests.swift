import Foundation
@testable import LocalStore
import TestSupport
import Testing

@Suite struct LockTests {
  @Test func excludesOthersOfTheSameProcess() async throws {
    try await JournalTests.with { store, folder in
      let other = try LocalStore.open(folder: folder.path + "/state", now: JournalTests.start)
      let lock = try #require(try store.lock("advance"))
      #expect(try folder.rights(of: "state/advance.lock") == 0o600)
      #expect(try store.lock("advance") == nil)
      #expect(try other.lock("advance") == nil)
      let rotation = try #require(try other.lock("rotation-abcdefghij01"))
      lock.release()
      lock.release()
      let next = try #require(try other.lock("advance"))
      // Releasing an old one again takes nothing from the one that has it now.
      lock.release()
      #expect(try store.lock("advance") == nil)
      next.release()
      rotation.release()
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state")
      #expect(names.filter { $0.hasSuffix(".lock") } == ["tollgate.lock"])
    }
  }

  @Test func excludesOtherProcesses() async throws {
    try await JournalTests.with { store, folder in
      let path = folder.path + "/state/advance.lock"
      let lock = try #require(try store.lock("advance"))
      #expect(try Self.flock(path) == 1)
      lock.release()
      #expect(try Self.flock(path) == 0)
      // A file that somebody left behind is no lock.
      #expect(FileManager.default.fileExists(atPath: path))
      let next = try #require(try store.lock("advance"))
      #expect(try Self.flock(path) == 1)
      next.release()
    }
  }

  @Test func oneOfManyHasItAtATime() async throws {
    try await JournalTests.with { store, _ in
      let most = try await withThrowingTaskGroup(of: Int.self) { group in
        let inside = Inside()
        for _ in 0..<8 {
          group.addTask { @concurrent in
            var most = 0
            for _ in 0..<50 {
              guard let lock = try store.lock("advance") else { continue }
              most = max(most, await inside.enter())
              await inside.leave()
              lock.release()
            }
            return most
          }
        }
        return try await group.reduce(0) { max($0, $1) }
      }
      #expect(most == 1)
    }
  }

  @Test(arguments: ["", "tollgate", "../advance", "a/b", "a.b", "a b", "ä"])
  func refusesOtherNames(_ name: String) async throws {
    try await JournalTests.with { store, _ in
      #expect(throws: StoreError.self) { try store.lock(name) }
    }
  }

  private actor Inside {
    private var count = 0
    func enter() -> Int {
      count += 1
      return count
    }
    func leave() { count -= 1 }
  }

  /// What the system's own `flock` says: 0 when it got the lock, 1 when not.
  private static func flock(_ path: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/flock")
    process.arguments = ["--nonblock", path, "true"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
