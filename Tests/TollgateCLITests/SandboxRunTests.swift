import Foundation
import GatewayKit
import Sandbox
import Testing
import TollgateCLI

/// Commands over the real service layer, against the emulator in this process.
@Suite struct SandboxRunTests {
  @Test func theDemoKeysAreListed() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-cli-tests-\(UUID().uuidString)").path
    let scene = Scene.overEmulator(folder: folder)
    let result = await scene.run("keys", "list", "--sandbox", "-o", "json")
    let keys = try JSONDecoder().decode([ListedKey].self, from: Data(result.out.utf8))
    #expect(result.code == 0)
    #expect(result.err == "")
    #expect(keys.count == 400)
    #expect(Set(keys.map(\.context.profile)) == ["sandbox"])
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func commandsWorkOverTheWholeRoad() async {
    let words = [
      ["keys", "create", "--name", "made", "--tag", "a=b"], ["plans", "create", "--name", "made"],
      ["apis", "list"], ["usage", "top", "--limit", "3"],
    ]
    for words in words {
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "tollgate-cli-tests-\(UUID().uuidString)").path
      let result = await Scene.overEmulator(folder: folder).run(words + ["--sandbox", "-y"])
      #expect(result.code == 0, "\(words)")
      #expect(result.err == "", "\(words)")
      #expect(!result.out.isEmpty, "\(words)")
    }
  }

  @Test func anUnknownKeyIsNotFound() async {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-cli-tests-\(UUID().uuidString)").path
    let result = await Scene.overEmulator(folder: folder).run("keys", "show", "nobody", "--sandbox")
    #expect(result.code == 3)
    #expect(result.out == "")
  }

  private struct ListedKey: Decodable {
    struct Context: Decodable { let profile: String }
    let id: String
    let context: Context
  }
}
