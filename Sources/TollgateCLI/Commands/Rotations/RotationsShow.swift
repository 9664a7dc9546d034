import ArgumentParser
import GatewayKit

/// `tollgate rotations show`.
struct RotationsShow: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "show", abstract: "Show one rotation, and what both keys used.",
    discussion: """
      Example:
        tollgate rotations show k3x9q2m7v1p8
      """)

  @Argument(help: "The rotation's id; a key's id or name will do where it has one rotation.")
  var id: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let run = RotationRun(session: session, service: service)
      let view = RotationView(try await run.only(id, withUse: true))
      try session.output.thing(
        view, fields: view.fields, columns: RotationView.columns, json: view.wholeJSON)
      return .done
    }
  }
}
