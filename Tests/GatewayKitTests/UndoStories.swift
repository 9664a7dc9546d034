import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct UndoStories {
  @Test func enablesAgainWhatWasDisabled() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      _ = world.wire.takeSent()
      let outcome = try await service.perform(.setEnabled(key, false))
      #expect(outcome.summary == "disabled heroine")
      #expect(
        world.wire.takeSent().filter { $0 != "POST /" } == [
          "PATCH /apikeys/\(key.id.wire)", "GET /apikeys/\(key.id.wire)",
        ])
      // Another process undoes it: the journal is all that it knows.
      let later = try await world.connect()
      let candidate = try #require(try await later.undoCandidate())
      #expect(candidate.journalId == outcome.journalId)
      #expect(candidate.summary == "disabled heroine")
      #expect(candidate.inverse == "enable heroine")
      let undone = try await later.undo()
      #expect(undone.summary == "undid “disabled heroine”")
      #expect(!undone.isReversible)
      guard case .key(let back) = undone.subject else { throw Missing() }
      #expect(back.isEnabled)
      let lines = try await later.journal(2)
      #expect(lines.map(\.action) == ["undo: enable heroine", "disable key heroine"])
      #expect(lines.map(\.outcome) == ["done", "undone"])
      #expect(lines.allSatisfy { !$0.requestIds.isEmpty })
      #expect(try await service.undoCandidate() == nil)
      let nothing = try await failure { _ = try await service.undo() }
      #expect(nothing.code == "NothingToUndo")
      await service.close()
    }
  }

  @Test func refusesWhenSomebodyElseChangedIt() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let other = try await world.connect(stateFolder: world.folder.path + "/other")
      let key = try await ChangeStories.cast(service).key
      try await service.perform(.updateKey(key, KeyEdit(name: "heroine-2")))
      try await other.perform(.updateKey(key, KeyEdit(name: "heroine-3")))
      _ = world.wire.takeSent()
      let error = try await failure { _ = try await service.undo() }
      #expect(
        error
          == GatewayError(
            kind: .refused, code: "ChangedSince",
            message: "The key is called heroine-3 now, not heroine-2, so something else changed it "
              + "since; nothing was taken back.",
            advice: "Look at it, and change it by hand if that is right."))
      #expect(world.wire.takeChanges() == [])
      // The candidate stays: when the other change is gone, it can be taken back.
      try await other.perform(.updateKey(key, KeyEdit(name: "heroine-2")))
      guard case .key(let back) = try await service.undo().subject else { throw Missing() }
      #expect(back.name == "heroine")
      await service.close()
    }
  }

  @Test func putsTagsAndMembershipsBack() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      try await service.perform(.tagKey(cast.key, ["team": "blue", "new": "1"]))
      try await service.perform(.attach(cast.key, cast.plans[0]))
      try await service.perform(.detach(cast.key, cast.plans[0]))
      #expect(try await service.undoCandidate()?.inverse == "put heroine into story-0 again")
      let again = try await service.undo()
      #expect(
        again.notes == [
          "heroine is in story-0 again; its counter may start anew, AWS does not say."
        ])
      #expect(try await service.undo().summary == "undid “put heroine into story-0”")
      #expect(try await service.members(cast.plans[0].id, .interactive) == [])
      guard case .key(let key) = try await service.undo().subject else { throw Missing() }
      #expect(key.tags == ["team": "red"])
      #expect(try await service.undoCandidate() == nil)
      await service.close()
    }
  }

  @Test func anUndoThatFailsCanBeTriedAgain() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      try await service.perform(.setEnabled(key, false))
      world.wire.fail(
        "PATCH", "/apikeys/",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      let error = try await failure { _ = try await service.undo() }
      #expect(error.message == "API Gateway refuses UpdateApiKey: Not today.")
      #expect(try await service.undoCandidate()?.inverse == "enable heroine")
      _ = try await service.undo()
      #expect(try await service.undoCandidate() == nil)
      await service.close()
    }
  }

  @Test func deletesAndSaysWhatIsGone() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      world.wire.fail("DELETE", "/apikeys/", .loseAnswer)
      let outcome = try await service.perform(.deleteKey(key))
      #expect(outcome.summary == "deleted heroine")
      #expect(!outcome.isReversible)
      let error = try await failure { try await service.perform(.deleteKey(key)) }
      #expect(error.kind == .notFound)
      await service.close()
    }
  }

  @Test func manyChangesAtOnceDoNotMix() async throws {
    try await World.tell(keys: 30) { world in
      let service = try await world.connect()
      let keys = try await service.allKeys().filter(\.isEnabled)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for key in keys {
          group.addTask {
            let outcome = try await service.perform(.setEnabled(key, false), .bulk) { _ in }
            guard case .key(let after) = outcome.subject else { throw Missing() }
            #expect(after.id == key.id)
            #expect(!after.isEnabled)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await service.allKeys().filter(\.isEnabled) == [])
      #expect(try await service.journal(100).filter { $0.outcome == "done" }.count == keys.count)
      await service.close()
    }
  }
}
