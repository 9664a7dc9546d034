import ArgumentParser
import GatewayKit

/// `tollgate rotations rollback`.
struct RotationsRollback: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "rollback", abstract: "Take the new key of a rotation back.",
    discussion: """
      Before the value was delivered the new key is removed; afterwards it is disabled, and only when \
      it was never used. The old key stays as it is.

      Example:
        tollgate rotations rollback k3x9q2m7v1p8 --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The rotation's id.")
  var id: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let run = RotationRun(session: session, service: service)
      let rotation = try await run.only(id)
      let command = RotationCommand.rollBack(id: rotation.id)
      if common.dryRun { return try await run.preview([command]) }
      let new = rotation.newKeyId.map { " \($0)" } ?? ""
      try run.confirmByName(rotation, what: "take back the new key\(new) of \(rotation.label)")
      return try await run.single(command)
    }
  }
}
