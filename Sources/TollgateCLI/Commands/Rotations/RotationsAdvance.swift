import ArgumentParser
import GatewayKit

/// `tollgate rotations advance`.
struct RotationsAdvance: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "advance", abstract: "Do every step of rotations that is due.",
    discussion: """
      Meant for cron: it asks nothing, does nothing twice, and ends with 0 when nothing is due or \
      another run is at it. An old key is disabled only when the overlap is over, the new key was \
      seen used and is in every plan, and the old one was quiet. Old keys are deleted only with \
      --delete, 30 days later.

      Examples:
        tollgate rotations advance
        tollgate rotations advance --retire-between 09:00-17:00 --delete
      """)
  var isChanging: Bool { true }

  @Argument(help: "One rotation's id; all of them without it.")
  var id: String?

  @Flag(help: "Delete old keys that were disabled 30 days ago.")
  var delete = false

  @Option(
    help: ArgumentHelp(
      "Disable old keys only within these hours, UTC, such as 09:00-17:00.", valueName: "hours"),
    transform: { try DailyWindow($0) })
  var retireBetween: DailyWindow?

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let run = RotationRun(session: session, service: service)
      let one = id == nil ? nil : try await run.only(id ?? "").id
      let request = AdvanceRequest(
        id: one, deletes: delete,
        retireBetween: retireBetween?.minutes(at: session.world.now()))
      if common.dryRun { return try await run.preview([.advance(request)]) }
      let outcomes = try await run.outcomes(of: .advance(request), isBulk: true)
      outcomes.forEach(run.tell)
      let results = outcomes.map { outcome in
        RotationResult(
          id: outcome.rotation.id, name: outcome.rotation.name, rotation: outcome.rotation,
          done: outcome.done, error: outcome.error.map { ErrorReport($0) })
      }
      try session.output.list(
        results, columns: Self.columns, none: "Nothing is due.", json: \.json)
      return results.allSatisfy(\.isDone) ? .done : .failed
    }
  }

  /// The rotation's own id stands first, so it is not told twice.
  private static var columns: [Column<RotationResult>] {
    RotationResult.columns(withValues: false).filter { $0.field != "rotation" }
  }
}
