import ArgumentParser
import GatewayKit

/// `tollgate keys update`.
struct KeysUpdate: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "update", abstract: "Change a key's name, description or customer id.",
    discussion: """
      Example:
        tollgate keys update acme-mobile --description 'Mobile app of Acme'
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Option(help: "The new name.")
  var name: String?

  @Option(help: ArgumentHelp("The new description.", valueName: "text"))
  var description: String?

  @Option(help: ArgumentHelp("The new customer id.", valueName: "id"))
  var customerId: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name == nil && description == nil && customerId == nil {
      throw ValidationError("Nothing to change. Give --name, --description or --customer-id.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyKey(key)
      let edit = KeyEdit(name: name, description: description, customerId: customerId)
      return try await ChangeRun(session: session, service: service).one(.updateKey(found, edit))
    }
  }
}
