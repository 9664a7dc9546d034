import ArgumentParser
import GatewayKit

/// `tollgate usage export`.
struct UsageExport: TollgateCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write daily usage, one row a day, as CSV.",
    discussion: """
      CSV unless --output says otherwise; JSON has the shape of usage show. At most 90 days; without \
      --from the last 31.

      Example:
        tollgate usage export --from 2026-10-01 --to 2026-10-31 > october.csv
      """)

  @OptionGroup var selection: UsageSelection

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let figures = try await selection.figures(service, session)
      let output = session.output
      switch session.options.output {
      case .json:
        try output.list(
          figures.map(UsageView.init), columns: UsageView.columns, none: "", json: { try $0.json })
      case .table:
        try output.table(UsageDayView.all(figures), UsageDayView.columns, none: "No usage.")
      case .csv, nil: try output.csv(UsageDayView.all(figures), UsageDayView.columns)
      }
      return .done
    }
  }
}
