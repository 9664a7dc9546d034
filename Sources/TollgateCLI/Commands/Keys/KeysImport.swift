import ArgumentParser
import GatewayKit

/// `tollgate keys import`.
struct KeysImport: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "import", abstract: "Import keys from AWS's CSV.",
    discussion: """
      Columns: Name and Key; Description, Enabled and UsagePlanIds if you like, in any order. Nothing \
      is imported unless every line is good, or --continue is given.

      Example:
        tollgate keys import keys.csv --preview
      """)
  var isChanging: Bool { !preview }

  @Argument(help: ArgumentHelp("The CSV file; - is stdin.", valueName: "file"))
  var file: String

  @Flag(help: "Say what would become of each line, and import nothing.")
  var preview = false

  @Flag(name: .customLong("continue"), help: "Import the good lines of a file with broken ones.")
  var goOn = false

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let bytes = file == "-" ? try session.world.readInput() : try session.world.readFile(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw GatewayError(
        kind: .badInput, code: "BadCSV",
        message: "\(file == "-" ? "stdin" : file) is not UTF-8 text, so nothing was imported",
        advice: "Save it as CSV in UTF-8")
    }
    return try await session.withService { service in
      let csv = KeyValue(entered: text)
      let run = ChangeRun(session: session, service: service)
      // What would become of each line costs reading all keys; with --yes nobody asks.
      if preview || common.dryRun || !common.yes {
        let expected = try await service.importKeys(csv, true, goOn)
        if preview { return try show(expected, session) }
        if common.dryRun { return try run.show(planned(expected)) }
        try confirm(expected, run)
      }
      let outcome = try await service.importKeys(csv, false, goOn)
      return try show(outcome, session)
    }
  }

  /// Making keys asks nothing; overwriting them, or a protected context, asks for the count.
  private func confirm(_ expected: ImportOutcome, _ run: ChangeRun) throws {
    let overwritten = expected.lines.count { $0.action == "overwrite" }
    let count = expected.lines.count { ["create", "overwrite"].contains($0.action) }
    guard overwritten > 0 || run.service.identity().isProtected else { return }
    let detail = overwritten > 0 ? ", \(overwritten.grouped) of which exist" : ""
    try run.confirm(.typed(String(count)), what: "import \(count.grouped) keys\(detail)")
  }

  private func show(_ outcome: ImportOutcome, _ session: Session) throws -> ExitStatus {
    let output = session.output
    switch output.format {
    case .json: try output.json(ImportView.json(outcome))
    case .csv: try output.csv(outcome.lines, ImportView.columns)
    case .table: try output.table(outcome.lines, ImportView.columns, none: "No lines.")
    }
    for warning in outcome.warnings where output.format != .json { session.say(warning) }
    return outcome.lines.contains { $0.action == "failed" } ? .failed : .done
  }

  private func planned(_ outcome: ImportOutcome) -> [PlannedView] {
    guard outcome.lines.contains(where: { $0.action != "skip" }) else { return [] }
    let file = file == "-" ? "/dev/stdin" : file
    return [
      PlannedView(
        (
          method: "POST", path: "/apikeys?failonwarnings=\(!goOn)&format=csv&mode=import",
          body: "••••",
          awsCli: "aws apigateway import-api-keys --body 'file://\(file)' --format csv "
            + (goOn ? "--no-fail-on-warnings" : "--fail-on-warnings")
        ))
    ]
  }
}
