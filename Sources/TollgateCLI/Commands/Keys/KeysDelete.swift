import ArgumentParser
import GatewayKit

/// `tollgate keys delete`.
struct KeysDelete: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "delete", abstract: "Delete keys for good, one result each.",
    discussion: """
      A deleted key leaves its plans and loses its usage history; its value is gone.

      Example:
        tollgate keys delete acme-old --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "Ids, or names where only one key has them.")
  var keys: [String]

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.distinctKeys(keys)
      return try await ChangeRun(session: session, service: service)
        .several(found.map { .deleteKey($0) })
    }
  }
}
