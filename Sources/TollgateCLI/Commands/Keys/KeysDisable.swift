import ArgumentParser
import GatewayKit

/// `tollgate keys disable`.
struct KeysDisable: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "disable", abstract: "Disable keys, one result each.",
    discussion: """
      Example:
        tollgate keys disable acme-mobile globex-web --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "Ids, or names where only one key has them.")
  var keys: [String]

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.distinctKeys(keys)
      return try await ChangeRun(session: session, service: service)
        .several(found.map { .setEnabled($0, false) })
    }
  }
}
