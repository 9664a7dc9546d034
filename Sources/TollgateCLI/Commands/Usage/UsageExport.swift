import ArgumentParser
import GatewayKit

/// `tollgate usage export`.
struct UsageExport: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "export", abstract: "Write daily usage, one row a day, as CSV.",
    discussion: """
      CSV unless --output says otherwise; JSON has the shape of usage show. At most 90 days; without \
      --from the last 31.

      Example:
        tollgate usage export --from 2026-10-01 --to 2026-10-31 > october.csv
      """)

  @OptionGroup var selection: UsageSelection

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    if session.options.output == .json {
      return try await session.list(UsageView.form) { [selection] service, showsProgress in
        try await selection.figures(service, session, showsProgress: showsProgress)
          .map(UsageView.init)
      }
    }
    var form = ListForm<UsageDayView>(
      columns: UsageDayView.columns, none: "No usage.", json: { _, _ in .null })
    form.usual = .csv
    return try await session.list(form) { [selection] service, showsProgress in
      UsageDayView.all(
        try await selection.figures(service, session, showsProgress: showsProgress))
    }
  }

  var coversContexts: Bool { true }
}
