import ArgumentParser
import GatewayKit

/// `tollgate usage grant`.
struct UsageGrant: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "grant", abstract: "Set or raise what remains of a key's quota.",
    discussion: """
      It holds for the current period only.

      Example:
        tollgate usage grant acme-mobile --plan basic --add 1000 --reason Launch --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Option(help: ArgumentHelp("The plan (id or name).", valueName: "plan"))
  var plan: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Set what remains to this many requests.", valueName: "number"))
  var remaining: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Add this many requests to what remains.", valueName: "number"))
  var add: Int?

  @Option(help: ArgumentHelp("Why; written to the journal.", valueName: "text"))
  var reason: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (remaining == nil) != (add == nil) else {
      throw ValidationError("Give one of --remaining and --add.")
    }
    if let remaining, remaining < 0 {
      throw ValidationError("--remaining is \(remaining). Give a whole number, 0 or more.")
    }
    if let add, add < 1 {
      throw ValidationError("--add is \(add). Give a whole number, 1 or more.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let foundKey = try await service.onlyKey(key)
      let foundPlan = try await service.onlyPlan(plan)
      guard foundPlan.quota != nil else {
        throw GatewayError(
          kind: .refused, code: "NoQuota", message: "The plan \(foundPlan.label) has no quota",
          advice: "Keys in it are not limited, so there is nothing to grant")
      }
      let amount: Grant.Amount = remaining.map { .remaining($0) } ?? .add(add ?? 0)
      let grant = Grant(amount: amount, reason: reason)
      return try await ChangeRun(session: session, service: service)
        .one(.grant(foundKey, foundPlan, grant))
    }
  }
}
