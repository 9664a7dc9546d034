import ArgumentParser
import GatewayKit

/// `tollgate keys create`.
struct KeysCreate: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "create", abstract: "Make a key, enabled and in its plans.",
    discussion: """
      The value is printed only with --show-value or --deliver stdout. If one of several plans does \
      not take the key, it is taken back out of the others and deleted.

      Example:
        tollgate keys create --name acme-mobile --plan basic --show-value
      """)
  var isChanging: Bool { true }

  @Option(help: "The key's name.")
  var name: String

  @Option(help: ArgumentHelp("Plan to put it into (id or name), repeatable.", valueName: "plan"))
  var plan: [String] = []

  @Option(help: ArgumentHelp("The description.", valueName: "text"))
  var description: String?

  @Option(help: ArgumentHelp("The customer id.", valueName: "id"))
  var customerId: String?

  @Option(help: ArgumentHelp("A tag, repeatable.", valueName: "key=value"))
  var tag: [String] = []

  @Flag(help: "Make it disabled.")
  var disabled = false

  @Flag(help: "Read the value from stdin; on a terminal without echo.")
  var valueStdin = false

  @Flag(help: "Print the value.")
  var showValue = false

  @Option(
    help: ArgumentHelp(
      "Where the value goes: stdout, file:PATH or file:DIR/ (mode 0600, never overwritten).",
      valueName: "where"), transform: { try Delivery($0) })
  var deliver: Delivery?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !name.isEmpty else { throw ValidationError("--name is empty. Give the key a name.") }
    _ = try TagArguments.parse(tag)
    if case .secretsManager = deliver?.target {
      throw ValidationError(
        "A value goes to Secrets Manager with keys rotate and keys revoke. Use stdout or file:PATH."
      )
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try deliver.map { try session.world.check($0.target) }
    let value = valueStdin ? try ValueInput(world: session.world).read() : nil
    return try await session.withService { service in
      let draft = KeyDraft(
        name: name, description: description, customerId: customerId,
        tags: try TagArguments.parse(tag), isEnabled: !disabled,
        value: value.map { KeyValue(entered: $0) },
        plans: plan.isEmpty ? [] : try await service.resolvePlans(plan))
      let run = ChangeRun(session: session, service: service)
      if session.options.dryRun { return try await run.preview([.createKey(draft)]) }
      try run.confirm([.createKey(draft)])
      let outcome = try await run.perform(.createKey(draft))
      try await hand(outcome, session, service)
      return .done
    }
  }

  /// Prints the key, and gives the value where it was asked for; a value that could not be given can
  /// still be had, and the message says how.
  private func hand(
    _ outcome: ChangeOutcome, _ session: Session, _ service: GatewayService
  ) async throws {
    guard showValue || deliver != nil, case .key(let key) = outcome.subject else {
      try OutcomeView(outcome: outcome).write(to: session.output)
      return
    }
    do {
      let place: KeyValue.Revelation = deliver == nil ? .showValue : .deliver
      let value = try await service.reveal(key.id, place)
      let isPrinted = showValue || deliver?.target == .stdout
      if let deliver, deliver.target != .stdout {
        let parcel = Courier.Parcel(
          rotation: key.id.shown, name: key.name, keyId: key.id.shown, value: value)
        let destination = try await session.world.courier.deliver(deliver.target, parcel)
        session.say("The value went to \(destination)")
      }
      try OutcomeView(outcome: outcome, value: isPrinted ? value.revealed(for: place) : nil)
        .write(to: session.output)
    } catch let error as GatewayError {
      try OutcomeView(outcome: outcome).write(to: session.output)
      var told = error
      told.message = "The key was made, but its value was not handed over: \(error.message)"
      told.advice = "Get the value with keys show \(key.id.shown) --show-value"
      throw told
    }
  }
}
