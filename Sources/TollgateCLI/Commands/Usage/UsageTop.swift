import ArgumentParser
import GatewayKit

/// `tollgate usage top`.
struct UsageTop: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "top", abstract: "Show the keys nearest to their quota.",
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
    let everything = try UsageSelection.everything
    var form = UsageView.form
    form.isRanked = true
    return try await session.list(
      form,
      arrange: { all in
        let ranked = all.sorted { left, right in
          guard let left = left.thing?.usage, let right = right.thing?.usage else { return false }
          return Self.isHigher(left, right)
        }
        return Array(ranked.prefix(limit))
      },
      { service, showsProgress in
        try await everything.figures(service, session, showsProgress: showsProgress)
          .map(UsageView.init)
      })
  }

  var coversContexts: Bool { true }

  /// The order: share of the quota, then requests, then name, then id.
  static func isHigher(_ left: KeyUsage, _ right: KeyUsage) -> Bool {
    let shares = (left.percent ?? -1, right.percent ?? -1)
    if shares.0 != shares.1 { return shares.0 > shares.1 }
    if left.used != right.used { return left.used > right.used }
    return (left.keyName, left.keyId.wire) < (right.keyName, right.keyId.wire)
  }
}
