import ArgumentParser
import GatewayKit

/// `tollgate apis list`.
struct APIsList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List REST APIs with the stages that plans can open.",
    discussion: """
      Example:
        tollgate apis list
      """)

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let form = ListForm(
      columns: Self.columns, none: "No REST APIs.", json: { api, _ in try Self.json(api) })
    return try await session.list(form) { service, _ in try await service.apis(.forPerson) }
  }

  var coversContexts: Bool { true }

  private static var columns: [Column<RestAPI>] {
    [
      Column("Id", "id", .fixed) { $0.id },
      Column("Name", "name") { $0.name },
      Column(
        "Stages", "stages", text: { $0.stages.joined(separator: ", ") },
        raw: { $0.stages.joined(separator: ",") }),
      Column("Description", "description") { $0.description ?? "" },
    ]
  }

  private static func json(_ api: RestAPI) throws -> JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(api.id)), ("name", .string(api.name))]
    if let description = api.description { members.append(("description", .string(description))) }
    members.append(("stages", .array(api.stages.map(JSONValue.string))))
    members.append(("context", try JSONValue(encoding: ContextJSON(api.context))))
    return .object(members)
  }
}
