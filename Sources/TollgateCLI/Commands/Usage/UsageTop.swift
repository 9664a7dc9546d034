import ArgumentParser
import GatewayKit

/// `tollgate usage top`.
struct UsageTop: TollgateCommand {
  static let configuration = CommandConfiguration(
    commandName: "top", abstract: "Show the keys nearest to their quota.",
    discussion: """
      All plans, the greatest share of the quota first; keys without a quota come last, by requests.

      Example:
        tollgate usage top --limit 20
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("How many keys.", valueName: "number"))
  var limit = 10

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is \(limit). Give 1 or more.") }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let everything = try UsageSelection.everything
      let figures = try await everything.figures(service, session)
      let top = figures.sorted(by: Self.isHigher).prefix(limit)
      try session.output.list(
        top.map(UsageView.init), columns: UsageView.columns, none: "No usage.",
        json: { try $0.json })
      return .done
    }
  }

  /// The order: share of the quota, then requests, then name, then id.
  static func isHigher(_ left: KeyUsage, _ right: KeyUsage) -> Bool {
    let shares = (left.percent ?? -1, right.percent ?? -1)
    if shares.0 != shares.1 { return shares.0 > shares.1 }
    if left.used != right.used { return left.used > right.used }
    return (left.keyName, left.keyId.wire) < (right.keyName, right.keyId.wire)
  }
}
