import ArgumentParser
import Foundation
import GatewayKit

/// `tollgate rotations extend`.
struct RotationsExtend: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "extend", abstract: "Let both keys of a rotation work longer.",
    discussion: """
      Example:
        tollgate rotations extend k3x9q2m7v1p8 --overlap 7d --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The rotation's id.")
  var id: String

  @Option(
    help: ArgumentHelp("How long from now, such as 24h, 7d or 2w.", valueName: "time"),
    transform: { try TimeSpan($0) })
  var overlap: TimeSpan

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let run = RotationRun(session: session, service: service)
      let rotation = try await run.only(id)
      let command = RotationCommand.extend(id: rotation.id, overlap: overlap.seconds)
      if common.dryRun { return try await run.preview([command]) }
      let end = session.world.now().addingTimeInterval(overlap.seconds)
      try run.confirm(
        rotation, what: "keep the old key of \(rotation.label) until \(Instant.shown(end))")
      return try await run.single(command)
    }
  }
}
