import ArgumentParser
import GatewayKit

/// `tollgate rotations finish`.
struct RotationsFinish: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "finish", abstract: "Retire the old key of a rotation now.",
    discussion: """
      Refused while the new key was not seen used, or the old one was not quiet, unless --force says \
      so with a reason, which goes into the journal.

      Examples:
        tollgate rotations finish k3x9q2m7v1p8
        tollgate rotations finish k3x9q2m7v1p8 --force --reason 'Agreed by phone'
      """)
  var isChanging: Bool { true }

  @Argument(help: "The rotation's id.")
  var id: String

  @Flag(help: "Retire it although the new key was not seen, or the old one is in use.")
  var force = false

  @Option(help: ArgumentHelp("Why it is forced; written to the journal.", valueName: "text"))
  var reason: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if force && reason.map(\.trimmed.isEmpty) ?? true {
      throw ValidationError("--force needs --reason, which goes into the journal.")
    }
    if !force && reason != nil {
      throw ValidationError("--reason goes with --force. Give both, or neither.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let run = RotationRun(session: session, service: service)
      let rotation = try await run.only(id)
      let command = RotationCommand.finish(id: rotation.id, forcedBecause: force ? reason : nil)
      if common.dryRun { return try await run.preview([command]) }
      try run.confirmByName(
        rotation, what: "disable the old key \(rotation.oldKeyId) of \(rotation.label)")
      return try await run.single(command)
    }
  }
}
