import ArgumentParser
import GatewayKit

/// `tollgate keys tag`.
struct KeysTag: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "tag", abstract: "Add tags to a key, or overwrite them.",
    discussion: """
      Example:
        tollgate keys tag acme-mobile owner=acme team=mobile
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Argument(help: ArgumentHelp("Tags.", valueName: "key=value"))
  var tags: [String]

  @OptionGroup var common: CommonOptions

  func validate() throws {
    _ = try TagArguments.parse(tags)
  }

  func perform(in session: Session) async throws -> ExitStatus {
    let parsed = try TagArguments.parse(tags)
    return try await session.withService { service in
      let found = try await service.onlyKey(key)
      return try await ChangeRun(session: session, service: service).one(.tagKey(found, parsed))
    }
  }
}
