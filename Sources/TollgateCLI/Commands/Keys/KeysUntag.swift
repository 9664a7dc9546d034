import ArgumentParser
import GatewayKit

/// `tollgate keys untag`.
struct KeysUntag: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "untag", abstract: "Remove tags from a key.",
    discussion: """
      Example:
        tollgate keys untag acme-mobile team
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Argument(help: ArgumentHelp("Keys of the tags.", valueName: "tag"))
  var tags: [String]

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyKey(key)
      return try await ChangeRun(session: session, service: service).one(.untagKey(found, tags))
    }
  }
}
