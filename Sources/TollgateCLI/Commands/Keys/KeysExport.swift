import ArgumentParser
import GatewayKit

/// `tollgate keys export`.
struct KeysExport: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "export", abstract: "Write keys as AWS's CSV, to be imported again.",
    discussion: """
      Columns: Name, Key (only with --with-values), Description, Enabled, UsagePlanIds. A file with \
      values has mode 0600, and the export is written to the journal. With --output json or table it \
      is keys list --with-plans.

      Example:
        tollgate keys export --with-values --to keys.csv
      """)

  @Flag(help: "Add the values, which is what makes the file importable; needs --to.")
  var withValues = false

  @Option(help: ArgumentHelp("File to make; stdout without it.", valueName: "file"))
  var to: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if withValues && to == nil {
      throw ValidationError("--with-values needs --to FILE. Values do not go to stdout.")
    }
    if to != nil, let format = common.output, format != .csv {
      throw ValidationError("--to writes CSV. Leave --output \(format.rawValue) out.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    if let to, session.world.exists(to) { throw GatewayError.fileExists(to) }
    return try await session.withService { service in
      let keys = try await keysWithPlans(service)
      if let format = common.output, format != .csv {
        try session.output.list(
          keys.map { KeyView($0) }, columns: KeyView.columns(withPlans: true), none: "No keys.",
          json: { try $0.json })
        return .done
      }
      let values = withValues ? try await service.revealAll() : nil
      let text = KeyExportFile(keys: keys, values: values).csv.revealed(for: .export)
      if let to {
        try session.world.writePrivateFile(to, text)
        session.say("\(keys.count.grouped) keys written to \(to)")
      } else {
        try session.output.foreign(text)
      }
      return .done
    }
  }

  private func keysWithPlans(_ service: GatewayService) async throws -> [APIKey] {
    let plans = try await service.plansByKey(of: service.allPlans())
    var keys: [APIKey] = []
    for try await page in service.keyPages(nil, .forPerson) {
      keys += page.keys.map { key in
        var key = key
        key.plans = plans[key.id] ?? []
        return key
      }
    }
    return keys
  }
}
