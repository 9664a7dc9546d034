import ArgumentParser
import GatewayKit

/// `tollgate keys enable`.
struct KeysEnable: TollgateCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Enable keys, one result each.",
    discussion: """
      Example:
        tollgate keys enable acme-mobile globex-web --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "Ids, or names where only one key has them.")
  var keys: [String]

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.distinctKeys(keys)
      return try await ChangeRun(session: session, service: service)
        .several(found.map { .setEnabled($0, true) })
    }
  }
}
