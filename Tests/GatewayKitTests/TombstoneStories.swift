import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct TombstoneStories {
  private static let value = "leakedleakedleakedleaked0123456789"

  /// A key with a value that is known here, revoked.
  private func revoked(_ world: World) async throws -> APIKey {
    let maker = try await world.connect()
    guard
      case .key(let key) = try await maker.perform(
        .createKey(KeyDraft(name: "heroine", value: KeyValue(Self.value)))
      ).subject
    else { throw Missing() }
    // What was seen is written behind the back of whoever reads; closing waits for it.
    await maker.close()
    let service = try await world.connect()
    let told = try await RevokeStories.revoke(
      service, RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste"))
    #expect(told.outcome?.items.map(\.isVerified) == [true])
    let off = try await service.key(key.id, .interactive)
    await service.close()
    return off
  }

  @Test func itsReturnIsToldOnce() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await revoked(world)
      #expect(await service.revivals([key]) == [])
      // Somebody else enables it, with another state folder.
      let other = try await world.connect(stateFolder: world.folder.path + "/other")
      try await other.perform(.setEnabled(key, true))
      let keys = try await service.allKeys()
      let revivals = await service.revivals(keys)
      #expect(revivals.map(\.keyId) == [key.id.shown])
      #expect(revivals.map(\.form) == [.enabled])
      #expect(revivals.map(\.name) == ["heroine"])
      #expect(await service.revivals(keys) == [])
      // Another process on this machine tells it too; one without a store opens none.
      let later = try await world.connect()
      #expect(await later.revivals(keys).count == 1)
      let empty = try await world.connect(stateFolder: world.folder.path + "/nothing")
      #expect(await empty.revivals(keys) == [])
      #expect(!FileManager.default.fileExists(atPath: world.folder.path + "/nothing"))
      for each in [service, other, later, empty] { await each.close() }
    }
  }

  @Test func enablingItTakesItsNameAndEndsIt() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await revoked(world)
      // Revoking, or any look at a list, has loaded what confirmations go by.
      _ = await service.revivals([])
      let plain = try #require(try await service.allKeys().first { $0.id != key.id })
      #expect(service.confirmation([.setEnabled(key, true)]) == .typed("heroine"))
      #expect(service.confirmation([.setEnabled(key, false)]) == .yes)
      #expect(
        service.confirmation([.setEnabled(plain, true), .setEnabled(key, true)])
          == .typed("heroine"))
      // A process that has resolved the key knows it too.
      let later = try await world.connect()
      _ = try await later.resolveKeys(["heroine"])
      #expect(later.confirmation([.setEnabled(key, true)]) == .typed("heroine"))

      let outcome = try await later.perform(.setEnabled(key, true))
      #expect(outcome.summary.hasPrefix("enabled heroine, which was revoked as leaked 20"))
      #expect(outcome.notes == ["heroine no longer counts as revoked."])
      var enabled = key
      enabled.isEnabled = true
      #expect(await service.revivals([enabled]) == [])
      #expect(later.confirmation([.setEnabled(key, true)]) == .yes)
      // Taking that back makes it dead again.
      _ = try await later.undo()
      #expect(await service.revivals([enabled]).map(\.form) == [.enabled])
      await service.close()
      await later.close()
    }
  }

  @Test func undoNeverEnablesIt() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      try await service.perform(.tagKey(cast.key, ["note": "x"]))
      guard
        case .key(let off) = try await service.perform(.setEnabled(cast.key, false)).subject
      else { throw Missing() }
      _ = try await RevokeStories.revoke(
        service, RevokeRequest(matches: [RevokeStories.match(off)], origin: "a paste"))
      #expect(try await service.undoCandidate()?.summary == "disabled heroine")
      _ = world.wire.takeSent()
      let error = try await failure { _ = try await service.undo() }
      #expect(error.kind == .refused)
      #expect(error.code == "Revoked")
      #expect(world.wire.takeChanges() == [])
      // The change before it can be taken back all the same.
      #expect(try await service.undoCandidate()?.summary == "tagged heroine")
      _ = try await service.undo()
      #expect(try await service.key(off.id, .interactive).isEnabled == false)
      await service.close()
    }
  }

  @Test func noFileAndNoCreationBringsTheValueBack() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await revoked(world)
      let csv = KeyValue("Name,Key\nnew,abcdefghijklmnopqrstuvwxyz012345\nold,\(Self.value)\n")
      let preview = try await service.importKeys(csv, true, false)
      #expect(preview.lines.map(\.action) == ["create", "tombstoned"])
      #expect(preview.lines.map(\.name) == ["new", "old"])
      #expect(preview.warnings.count == 1)
      #expect(
        preview.warnings.first?.hasPrefix(
          "line 3, column Key: the value was revoked as leaked 20") == true)
      #expect(preview.warnings.first?.hasSuffix(", as that of heroine") == true)
      _ = world.wire.takeSent()
      let error = try await failure { _ = try await service.importKeys(csv, false, false) }
      #expect(error.kind == .badInput)
      #expect(world.wire.takeChanges() == [])
      let outcome = try await service.importKeys(csv, false, true)
      #expect(outcome.lines.map(\.action) == ["created", "skip"])
      #expect(try await service.key(key.id, .interactive).isEnabled == false)

      // After its deletion only the value is left to know it by.
      try await service.perform(.deleteKey(key))
      let again = try await failure {
        try await service.perform(
          .createKey(KeyDraft(name: "again", value: KeyValue(Self.value))))
      }
      #expect(again.code == "RevokedValue")
      let file = try await service.importKeys(csv, true, false)
      #expect(file.lines.map(\.action) == ["overwrite", "tombstoned"])
      await service.close()
    }
  }
}
