import ArgumentParser
import GatewayKit

/// `tollgate iam`.
struct IAMCommand: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "iam", abstract: "Print the least policy that a role needs, as JSON.",
    discussion: """
      Roles: operator finds, disables and replaces keys; manager makes keys and plans and puts \
      customers into plans; viewer sees plans and usage, and can obtain no key's value.

      Nothing is sent. Without --region and --account the policy holds everywhere.

      IAM cannot tell disabling from enabling, nor a key's texts from its value: who may read keys \
      may read their values.

      Example:
        tollgate iam operator --region eu-central-1 --account 123456789012
      """)

  @Argument(
    help: ArgumentHelp("operator, manager or viewer.", valueName: "role"),
    transform: { text in
      guard let role = AccessRole(rawValue: text) else {
        throw ValidationError("There is no role “\(text)”. Give operator, manager or viewer.")
      }
      return role
    })
  var role: AccessRole

  @Option(help: ArgumentHelp("The account's twelve digits.", valueName: "digits"))
  var account: String?

  @Option(
    help: ArgumentHelp(
      "aws, aws-cn, aws-us-gov, aws-eusc or an isolated one; the region's unless given.",
      valueName: "name"))
  var partition: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let account {
      guard account.utf8.count == 12, account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw ValidationError("--account is “\(account)”. Give the account's twelve digits.")
      }
    }
    if let partition, !AccessPolicy.Place.partitions.contains(partition) {
      let names = AccessPolicy.Place.partitions.joined(separator: ", ")
      throw ValidationError("There is no partition “\(partition)”. Give one of \(names).")
    }
    if let region = common.region, !AccessPolicy.Place.isRegion(region) {
      throw ValidationError("“\(region)” is not the name of a region.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    let place = AccessPolicy.Place(
      region: common.region, partition: partition, account: account)
    try session.output.raw(Self.json(AccessPolicy(role, at: place)).pretty() + "\n")
    return .done
  }

  private static func json(_ policy: AccessPolicy) -> JSONValue {
    .object([
      ("Version", .string("2012-10-17")),
      ("Statement", .array(policy.statements.map(json))),
    ])
  }

  private static func json(_ statement: AccessPolicy.Statement) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("Sid", .string(statement.sid)),
      ("Effect", .string(statement.isAllowing ? "Allow" : "Deny")),
      ("Action", list(statement.actions)), ("Resource", list(statement.resources)),
    ]
    if let tag = statement.tag {
      members.append(
        (
          "Condition",
          .object([("Null", .object([("aws:ResourceTag/\(tag)", .string("false"))]))])
        ))
    }
    return .object(members)
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
