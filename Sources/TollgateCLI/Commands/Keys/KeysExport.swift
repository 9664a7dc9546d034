import AWSClient
import ArgumentParser
import GatewayKit

/// `tollgate keys export`.
struct KeysExport: TollgateCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write keys as AWS's CSV, to be imported again.",
    discussion: """
      Columns: Name, Key (only with --with-values), Description, Enabled, UsagePlanIds. A file with \
      values has mode 0600, and the export is written to the journal.

      Example:
        tollgate keys export --with-values --to keys.csv
      """)

  @Flag(help: "Add the values, which is what makes the file importable; needs --to.")
  var withValues = false

  @Option(help: ArgumentHelp("File to make; stdout without it.", valueName: "file"))
  var to: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if withValues && to == nil {
      throw ValidationError("--with-values needs --to FILE. Values do not go to stdout.")
    }
    if to != nil && common.output == .json {
      throw ValidationError("--to writes CSV. Leave --output json out.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    if let to, session.world.exists(to) { throw ExportRow.fileExists(to) }
    return try await session.withService { service in
      let rows = try await rows(service)
      let columns = ExportRow.columns(withValues: withValues)
      if let to {
        try session.world.writePrivateFile(to, CSV.render(rows, columns))
        session.say("\(rows.count.grouped) keys written to \(to)")
      } else if session.output.format == .json {
        try session.output.list(rows, columns: columns, none: "", json: \.json)
      } else {
        try session.output.csv(rows, columns)
      }
      return .done
    }
  }

  private func rows(_ service: GatewayService) async throws -> [ExportRow] {
    var plans: [KeyID: [PlanID]] = [:]
    let all = try await service.allPlans()
    let members = try await concurrently(all) { try await service.members($0.id, .interactive) }
    for (plan, members) in zip(all, members) {
      for member in members { plans[member.id, default: []].append(plan.id) }
    }
    let values = withValues ? try await service.revealAll() : [:]
    var rows: [ExportRow] = []
    for try await page in service.keyPages(nil, .interactive) {
      rows += page.keys.map {
        ExportRow(key: $0, plans: plans[$0.id] ?? [], value: values[$0.id])
      }
    }
    return rows
  }
}
