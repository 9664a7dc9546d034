import ArgumentParser
import GatewayKit

/// `tollgate usage show`.
struct UsageShow: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "show", abstract: "Show what keys have used and have left.",
    discussion: """
      Used and left are of the current period; the days of --from and --to stand in the JSON. At most \
      90 days; without --from the last 31, which always hold the current period.

      Example:
        tollgate usage show --plan basic-prod --output json
      """)

  @OptionGroup var selection: UsageSelection

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.list(UsageView.form) { [selection] service, showsProgress in
      try await selection.figures(service, session, showsProgress: showsProgress)
        .map(UsageView.init)
    }
  }

  var coversContexts: Bool { true }
}
