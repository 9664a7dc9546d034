import ArgumentParser
import GatewayKit

/// `tollgate keys revoke`.
struct KeysRevoke: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "revoke", abstract: "Find the key that leaked text names, and cut it off.",
    discussion: """
      Finds the key as keys find does, disables it ahead of everything else, reads it back, and ends \
      there unless --probe or --wait-silent asks for proof. The result says what the proof is: a \
      probe that was refused for 30 s, silent access logs, or none. It ends with 0 when the key is \
      disabled and read back, whatever the proof. It is not taken back by undo.

      Nothing is changed when the text names several different keys, unless --all-matches is given, \
      or when it may mean another key and nobody is asked. With --yes the disable goes out first, \
      and what the key opens is said afterwards, in a table's run only.

      Examples:
        tollgate keys revoke --from alert.json --report incident.md
        tollgate keys revoke --yes --probe https://api.example.com/orders
        tollgate keys revoke --replace --deliver file:acme.key
      """)
  var isChanging: Bool { true }

  @Option(help: ArgumentHelp("The file with the text; stdin without it.", valueName: "file"))
  var from: String?

  @Flag(help: "Make a new key with the same plans and tags.")
  var replace = false

  @Option(
    help: ArgumentHelp(
      "A URL that answered this key; it is asked again, as proof.", valueName: "url")
  )
  var probe: String?

  @Option(
    help: ArgumentHelp(
      "Wait until the access logs were silent for this long, such as 5m.", valueName: "time"),
    transform: { try TimeSpan($0) })
  var waitSilent: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Write a report as Markdown, JSON beside it, and a notice to the customer.",
      valueName: "path"))
  var report: String?

  @Flag(help: "Revoke all keys that the text names.")
  var allMatches = false

  @Flag(help: "The new key starts with what the old one has left of its quota.")
  var carryQuota = false

  @Option(
    help: ArgumentHelp(
      "Where the new value goes: stdout, file:PATH or secretsmanager:NAME.", valueName: "where"),
    transform: { try Delivery($0) })
  var deliver: Delivery?

  @Argument(help: .hidden)
  var extra: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try LeakSource.refuseArguments(extra)
    if !replace && carryQuota {
      throw ValidationError("--carry-quota is about the new key of --replace. Give both.")
    }
    if !replace && deliver != nil {
      throw ValidationError("--deliver is about the new key of --replace. Give both.")
    }
    if replace && allMatches {
      throw ValidationError(
        "--replace makes one new key, and --all-matches may revoke several. Give one of them.")
    }
    if let probe, !Self.isURL(probe) {
      throw ValidationError("--probe takes a URL, such as https://api.example.com/orders.")
    }
    if report?.isEmpty == true { throw ValidationError("--report is empty. Name a file.") }
  }

  var coversContexts: Bool { true }

  func perform(in session: Session) async throws -> ExitStatus {
    let files = report.map(ReportFiles.init(path:))
    if !common.dryRun {
      try files?.check(session.world)
      try deliver.map { try session.world.check($0.target) }
    }
    let text = try LeakSource(world: session.world).text(from: from)
    return try await session.withService(anyContext: true) { service in
      let findings = try await LeakSearch(session: session, service: service).run(text)
      let matches = try LeakChoice.decide(
        findings, allMatches: allMatches, isAsked: common.dryRun || !common.yes)
      let request = RevokeRequest(
        matches: matches, origin: findings.origin, probe: probe, waitSilent: waitSilent?.seconds,
        replace: replace, carryQuota: carryQuota,
        delivery: matches.first.flatMap { deliver?.target(for: $0.key) },
        wantsReport: files != nil)
      if common.dryRun {
        return try await ChangeRun(session: session, service: service)
          .show(service.previewRevoke(request).map { PlannedView($0.parts) })
      }
      return try await RevokeRun(session: session, service: service, request: request)
        .run(files: files)
    }
  }

  private static func isURL(_ text: String) -> Bool {
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    guard let host = rest?.first else { return false }
    return host != "/" && !text.contains(where: \.isWhitespace)
  }
}
