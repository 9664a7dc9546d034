import ArgumentParser
import GatewayKit

/// `tollgate keys show`.
struct KeysShow: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "show", abstract: "Show one key with its plans.",
    discussion: """
      Example:
        tollgate keys show acme-mobile
      """)

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Flag(help: "Show the key's value; this is written to the journal.")
  var showValue = false

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyKey(key)
      let whole = try await service.key(found.id, .forPerson)
      let value = showValue ? try await service.reveal(whole.id, .showValue) : nil
      let view = KeyView(whole, value: value?.revealed(for: .showValue))
      try session.output.thing(
        view, fields: view.fields,
        columns: KeyView.columns(withPlans: true, withValue: showValue), json: view.json)
      session.shout(await service.revivals([whole]))
      return .done
    }
  }
}
