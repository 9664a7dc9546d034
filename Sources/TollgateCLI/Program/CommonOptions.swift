package import ArgumentParser

/// The options that every command takes, after the verb.
package struct CommonOptions: ParsableArguments, Sendable {
  /// Profiles of the AWS files.
  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp(
      "Profile of the AWS files; lists take several.", valueName: "name"))
  package var profiles: [String] = []

  /// Regions.
  @Option(
    name: .customLong("region"),
    help: ArgumentHelp("Region, such as eu-central-1; lists take several.", valueName: "region"))
  package var regions: [String] = []

  /// The endpoint of all services.
  @Option(
    name: .customLong("endpoint-url"),
    help: ArgumentHelp(
      "Endpoint of all services; AWS_ENDPOINT_URL works too.", valueName: "url"))
  package var endpointURL: String?

  /// Plain http to other machines.
  @Flag(
    help: "Speak plain http with an endpoint on another machine: requests go unencrypted.")
  package var insecureEndpoint = false

  /// Use the embedded emulator.
  @Flag(help: "Start the embedded emulator with its demo data, use it, stop it at the end.")
  package var sandbox = false

  /// How results are written.
  @Option(name: .shortAndLong, help: "How results are written.")
  package var output: OutputFormat?

  /// Nothing is changed.
  @Flag(help: "Send nothing that changes anything.")
  package var readOnly = false

  /// Confirmations are answered.
  @Flag(name: .shortAndLong, help: "Answer confirmations with yes.")
  package var yes = false

  /// Changes are printed, not sent.
  @Flag(help: "Print the changing requests that would be sent, and send none of them.")
  package var dryRun = false

  /// Log to stderr.
  @Flag(help: "Log to stderr, secrets masked.")
  package var debug = false

  /// Makes options for the parser to fill.
  package init() {}

  /// Refuses combinations that contradict each other.
  package func validate() throws {
    for (name, values) in [("--profile", profiles), ("--region", regions)]
    where values.contains("") {
      throw ValidationError("\(name) is empty. Give it a name, or leave it out.")
    }
    guard sandbox else { return }
    if !profiles.isEmpty {
      throw ValidationError(
        "--sandbox has credentials of its own. Leave --profile or --sandbox out.")
    }
    if endpointURL != nil {
      throw ValidationError(
        "--sandbox has its own endpoint. Leave --endpoint-url or --sandbox out.")
    }
    if Set(regions).count > 1 {
      throw ValidationError("--sandbox is in one region. Give --region once.")
    }
  }

  /// The first profile: the one that a command about one thing works with.
  package var profile: String? { profiles.first }

  /// The first region.
  package var region: String? { regions.first }

  /// Whether several contexts are named.
  var namesSeveral: Bool { max(1, Set(profiles).count) * max(1, Set(regions).count) > 1 }
}
