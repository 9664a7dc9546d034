import AWSClient
import Foundation
import GatewayKit
import Logging
import Sandbox
import TestSupport
import Testing

@Suite struct LeakEmergencyStories {
  @Test func aJournalThatCannotBeWrittenDoesNotStopTheSearch() async throws {
    try await World.tell(keys: 20) { world in
      let helper = try await world.connect()
      let key = try #require(try await helper.allKeys().first(where: \.isEnabled))
      let value = try await helper.value(of: key)
      await helper.close()
      try Data().write(to: URL(filePath: world.folder.path + "/file"))
      let service = try await world.connect(stateFolder: world.folder.path + "/file/state")
      let told = try await service.find("x-api-key: \(value)\n")
      #expect(told.findings.matches.map(\.key.id) == [key.id])
      #expect(told.announced.count == 1)
      #expect(told.findings.notes.count == 1)
      let note = try #require(told.findings.notes.first)
      #expect(note.hasPrefix("The journal cannot be written at \(world.folder.path)/file/state"))
      #expect(note.hasSuffix(" The search goes on without a record in the journal."))
      await service.close()
    }
  }

  @Test func aValueAmongTenThousandKeysTakesTwentyRequestsAndAKnownOneTwo() async throws {
    try await RotationWorld.tell(keys: 10_000, plans: 9) { world in
      let helper = try await world.connect("elsewhere")
      let key = try #require(try await helper.allKeys().last)
      let value = try await helper.value(of: key)
      await helper.close()
      let first = try await world.connect()
      let told = try await first.find("x-api-key: \(value)\n")
      #expect(told.findings.matches.map(\.key.id) == [key.id])
      #expect(told.findings.searched.keys == 10_000)
      #expect(told.findings.searched.requests == 20)
      #expect(told.announced.count == 1)
      await first.close()
      let second = try await world.connect()
      let again = try await second.find("x-api-key: \(value)\n")
      #expect(again.findings.matches.map(\.key.id) == [key.id])
      #expect(again.findings.searched.requests == 2)
      #expect(again.announced == [])
      await second.close()
    }
  }

  @Test func oneValueInTwoContextsIsOneLeakAndBothAreDisabled() async throws {
    try await World.tell(keys: 8) { world in
      let other = try await SandboxServer.start(SandboxOptions(keys: 5, seed: 2, isUnlimited: true))
      let files = world.folder.path
      let main = Dictionary(world.server.environment.map { ($0.name, $0.value) }) { $1 }
      let twin = Dictionary(other.environment.map { ($0.name, $0.value) }) { $1 }
      func profile(_ name: String, _ variables: [String: String]) -> String {
        """
        [\(name)]
        aws_access_key_id = \(variables["AWS_ACCESS_KEY_ID"] ?? "")
        aws_secret_access_key = \(variables["AWS_SECRET_ACCESS_KEY"] ?? "")
        region = us-east-1
        endpoint_url = \(variables["AWS_ENDPOINT_URL"] ?? "")

        """
      }
      try (profile("main", main) + profile("second", twin))
        .write(toFile: files + "/credentials", atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: files + "/config/tollgate", withIntermediateDirectories: true)
      try "contexts: [main, second]\n".write(
        toFile: files + "/config/tollgate/config.yaml", atomically: true, encoding: .utf8)
      var logger = Logger(label: "tests")
      logger.logLevel = .critical
      func connect(_ profile: String) async throws -> GatewayService {
        try await GatewayService.connect(
          ConnectionOptions(
            profile: profile, stateDirectory: files + "/state",
            environment: [
              "XDG_CONFIG_HOME": files + "/config", "HOME": files,
              "AWS_SHARED_CREDENTIALS_FILE": files + "/credentials",
            ], logger: logger), clock: world.clock.clock, transport: world.wire.transport,
          retries: RetryPolicy(throttleBase: 0, transientBase: 0))
      }
      let value = "Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2Ji1Hg0FeDcBaAbCd"
      for name in ["main", "second"] {
        let service = try await connect(name)
        try await service.perform(
          .createKey(KeyDraft(name: "twin-\(name)", value: KeyValue(entered: value))))
        await service.close()
      }
      let service = try await connect("main")
      let told = try await service.find("x-api-key: \(value)\n")
      #expect(Set(told.findings.matches.map(\.key.name)) == ["twin-main", "twin-second"])
      #expect(Set(told.findings.matches.map(\.leak)) == [1])
      #expect(told.findings.leaks.count == 1)
      let revoked = try await RevokeStories.revoke(
        service, RevokeRequest(matches: told.findings.matches, origin: "a paste"))
      #expect(revoked.outcome?.items.map(\.isVerified) == [true, true])
      await service.close()
      for name in ["main", "second"] {
        let service = try await connect(name)
        let keys = try await service.allKeys().filter { $0.name.hasPrefix("twin-") }
        #expect(keys.map(\.name) == ["twin-\(name)"])
        #expect(keys.map(\.isEnabled) == [false])
        await service.close()
      }
      try await other.stop()
    }
  }
}
