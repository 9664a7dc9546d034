import ArgumentParser

/// `tollgate rotations …`.
struct Rotations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotations", abstract: "See rotations, and take them on or back.",
    subcommands: [
      RotationsList.self, RotationsShow.self, RotationsAdvance.self, RotationsExtend.self,
      RotationsFinish.self, RotationsRollback.self,
    ])
}
