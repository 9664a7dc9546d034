import ArgumentParser
import GatewayKit

/// `tollgate rotations list`.
struct RotationsList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List rotations, and what each waits for.",
    discussion: """
      Those that another machine began are found by the tags of their keys. What a rotation waits for \
      is told with --use, which asks for the usage of both keys.

      Example:
        tollgate rotations list --open
      """)

  @Flag(help: "Only those that are not over.")
  var open = false

  @Flag(help: "Ask what both keys used since the overlap began.")
  var use = false

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let form = ListForm(
      columns: RotationView.columns, none: "No rotations.", json: { view, _ in try view.wholeJSON })
    return try await session.list(form) { [open, use] service, _ in
      let all = try await service.rotations(use, .forPerson)
      return (open ? all.filter(\.state.isOpen) : all).map { RotationView($0) }
    }
  }

  var coversContexts: Bool { true }
}
