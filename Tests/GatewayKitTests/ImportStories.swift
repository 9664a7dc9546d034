import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct ImportStories {
  @Test func importsWhatItPreviews() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await ChangeStories.cast(service).plans[0]
      let value = "abcdefghijklmnopqrstuvwxyz0123456789"
      try await service.perform(.createKey(KeyDraft(name: "old", value: KeyValue(value))))
      let csv = KeyValue(
        "key,NAME,usageplanids,Enabled\r\n\(value),renewed,,true\r\n"
          + "\"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\",\"a, b\",\"\(plan.id.wire)\",false\r\n")
      _ = world.wire.takeSent()
      let preview = try await service.importKeys(csv, true, false)
      #expect(
        preview.lines == [
          .init(line: 2, name: "renewed", action: "overwrite"),
          .init(line: 3, name: "a, b", action: "create"),
        ])
      #expect(world.wire.takeChanges() == [])
      let outcome = try await service.importKeys(csv, false, false)
      #expect(outcome.lines.map(\.action) == ["overwritten", "created"])
      #expect(outcome.ids.count == 2)
      #expect(world.wire.takeChanges() == ["POST /apikeys"])
      let members = try await service.members(plan.id, .interactive)
      #expect(members.map(\.name) == ["a, b"])
      let bytes = try world.folder.allBytes()
      #expect(bytes.range(of: Data(value.utf8)) == nil)
      #expect(try await service.journal(1).first?.action == "import 2 keys")
      await service.close()
    }
  }

  @Test func importsNothingFromABrokenFileUnlessTold() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let csv = KeyValue(
        "Name,Key,UsagePlanIds\none,short,\ntwo,abcdefghijklmnopqrstuvwxyz0123456789,nope\n"
          + "three,ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,\n")
      let error = try await failure { _ = try await service.importKeys(csv, false, false) }
      #expect(error.kind == .badInput)
      #expect(
        error.message
          == [
            "The file cannot be imported: line 2, column Key: the value has 5 characters, 20 to 128 ",
            "are allowed; line 3, column UsagePlanIds: there is no plan nope. Nothing was imported.",
          ].joined()
      )
      #expect(world.wire.takeChanges() == [])
      let outcome = try await service.importKeys(csv, false, true)
      #expect(outcome.lines.map(\.action) == ["skip", "skip", "created"])
      #expect(outcome.warnings.count == 2)
      #expect(try await service.allKeys().contains { $0.name == "three" })
      await service.close()
    }
  }

  @Test func valuesAreWrittenDownBeforeTheyAreShown() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let outcome = try await service.perform(.createKey(KeyDraft(name: "acme")))
      guard case .key(let key) = outcome.subject else { throw Missing() }
      let value = try await service.reveal(key.id, .screen)
      #expect(value == outcome.value)
      let all = try await service.revealAll()
      #expect(all[key.id] == value)
      #expect(
        try await service.journal(2).map(\.action) == [
          "export the values of all keys", "show the value of key \(key.id.shown) (screen)",
        ])
      #expect(try world.folder.allBytes().range(of: Data(value.exposeSecret().utf8)) == nil)

      try Data().write(to: URL(filePath: world.folder.path + "/file"))
      let blind = try await world.connect(stateFolder: world.folder.path + "/file/state")
      _ = world.wire.takeSent()
      let error = try await failure { _ = try await blind.reveal(key.id, .screen) }
      #expect(error.code == "JournalNotWritable")
      #expect(world.wire.takeSent().filter { $0 != "POST /" } == [])
      await service.close()
    }
  }
}
