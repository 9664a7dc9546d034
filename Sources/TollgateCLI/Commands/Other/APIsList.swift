import ArgumentParser
import GatewayKit

/// `tollgate apis list`.
struct APIsList: TollgateCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List REST APIs with the stages that plans can open.",
    discussion: """
      Example:
        tollgate apis list
      """)

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let apis = try await service.apis(.forPerson)
      try session.output.list(apis, columns: Self.columns, none: "No REST APIs.", json: Self.json)
      return .done
    }
  }

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
