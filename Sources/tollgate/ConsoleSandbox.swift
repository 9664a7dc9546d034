import GatewayKit
import Sandbox
import TollgateCLI

/// The emulator of a console: started when it is first asked for, gone with the console.
actor ConsoleSandbox {
  private let world: World
  private var running: RunningSandbox?
  private var folder: String?

  /// Starts nothing yet.
  init(world: World) {
    self.world = world
  }

  /// How to connect to it.
  func connection(_ options: CommonOptions) async throws -> ConnectionOptions {
    let folder = try folder ?? world.makeTemporaryFolder()
    self.folder = folder
    if let running { return options.connection(to: running, folder: folder, in: world) }
    let started = try await world.startSandbox(SandboxOptions())
    running = started
    return options.connection(to: started, folder: folder, in: world)
  }

  /// Stops it and removes its folder.
  func stop() async {
    // The process ends with it; there is nobody left to tell.
    try? await running?.stop()
    if let folder { world.removeFolder(folder) }
  }
}
