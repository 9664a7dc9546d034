import ArgumentParser
import GatewayKit

/// `tollgate undo`.
struct Undo: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "undo", abstract: "Take the last reversible change back.",
    discussion: """
      The change must be the last reversible one of the journal, and nothing else may have changed the \
      same thing since.

      Example:
        tollgate undo --yes
      """)
  var isChanging: Bool { true }

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      guard let candidate = try await service.undoCandidate() else {
        throw GatewayError(
          kind: .notFound, code: "NothingToUndo",
          message: "The journal has no reversible change of this context",
          advice: "Nothing was changed")
      }
      let run = ChangeRun(session: session, service: service)
      if common.dryRun {
        return try run.show(await service.previewUndo().map { PlannedView($0.parts) })
      }
      let when = Instant.shown(candidate.at)
      try run.confirm(
        service.identity().isProtected ? .typed("undo") : .yes,
        what: "\(candidate.inverse), because \(when) it was \(candidate.summary)")
      try OutcomeView(outcome: try await service.undo()).write(to: session.output)
      return .done
    }
  }
}
