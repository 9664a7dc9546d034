import ArgumentParser
import GatewayKit

/// `tollgate keys enable`.
struct KeysEnable: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "enable", abstract: "Enable keys, one result each.",
    discussion: """
      A key that was revoked as leaked takes its name typed, and is said to be one.

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
      for key in found { if let sentence = await leak(key, service) { session.say(sentence) } }
      return try await ChangeRun(session: session, service: service)
        .several(found.map { .setEnabled($0, true) })
    }
  }

  /// That a key was revoked, and when; nil when it was not.
  private func leak(_ key: APIKey, _ service: GatewayService) async -> String? {
    var enabled = key
    enabled.isEnabled = true
    guard let revival = await service.revivals([enabled]).first else { return nil }
    return "WARNING: \(key.label) (\(key.id.shown)) was revoked as leaked on "
      + "\(Instant.shown(revival.revokedAt)): whoever has the leaked value can use it again"
  }
}
