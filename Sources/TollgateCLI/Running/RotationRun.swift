import GatewayKit

/// The way of a rotation's command: run, then told.
struct RotationRun: Sendable {
  /// Options, world and output.
  let session: Session
  /// The context.
  let service: GatewayService

  /// Runs a command; what it waits for is said on stderr.
  func outcomes(
    of command: RotationCommand, isBulk: Bool = false
  ) async throws -> [RotationOutcome] {
    let session = session
    return try await service.runRotations(
      command, session.world.courier, isBulk ? .forBulk : .forPerson
    ) { session.say($0.capitalisedFirst) }
  }

  /// Prints the requests that commands would send.
  func preview(_ commands: [RotationCommand]) async throws -> ExitStatus {
    var planned: [PlannedView] = []
    for command in commands {
      planned += try await service.previewRotations(command).map { PlannedView($0.parts) }
    }
    return try ChangeRun(session: session, service: service).show(planned)
  }

  /// Prints what became of one rotation, and throws what stopped it.
  func show(_ outcome: RotationOutcome) throws -> ExitStatus {
    tell(outcome)
    let view = RotationView(
      outcome.rotation, value: outcome.value?.revealed(for: .deliver))
    for done in outcome.done { try session.output.sentence(done) }
    try session.output.thing(
      view, fields: view.fields, columns: RotationView.columns, json: view.json)
    if let error = outcome.error { throw error }
    return .done
  }

  /// Runs a command for one rotation.
  func outcome(of command: RotationCommand) async throws -> RotationOutcome {
    guard let outcome = try await outcomes(of: command).first else {
      throw GatewayError(
        kind: .failed, code: "NoResult", message: "The rotation ended without a result",
        advice: "See rotations list")
    }
    return outcome
  }

  /// Runs a command for one rotation, and prints what it left.
  func single(_ command: RotationCommand) async throws -> ExitStatus {
    try show(await outcome(of: command))
  }

  /// What a person should know besides.
  func tell(_ outcome: RotationOutcome) {
    for note in outcome.notes { session.say(note) }
    for warning in outcome.rotation.warnings where !outcome.notes.contains(warning) {
      session.say("\(outcome.rotation.name): \(warning)")
    }
  }

  /// The one rotation that an id, a key's id or a name stands for.
  func only(_ reference: String, withUse: Bool = false) async throws -> Rotation {
    let all = try await service.rotations(withUse, .forPerson)
    if let exact = all.first(where: { $0.id == reference }) { return exact }
    let open = all.filter {
      $0.oldKeyId == reference || $0.newKeyId == reference || $0.name == reference
    }
    let candidates = open.filter(\.state.isOpen).isEmpty ? open : open.filter(\.state.isOpen)
    guard let only = candidates.first else {
      throw GatewayError(
        kind: .notFound, code: "NotFound", message: "No rotation has the id \(reference)",
        advice: "List them with rotations list")
    }
    guard candidates.count == 1 else {
      let ids = candidates.map(\.id).joined(separator: ", ")
      throw GatewayError(
        kind: .refused, code: "AmbiguousName",
        message: "\(candidates.count.grouped) rotations fit \(reference): \(ids)",
        advice: "Give one of these ids")
    }
    return only
  }

  /// Asks for a `y`, or for the name where the context is protected.
  func confirm(_ rotation: Rotation, what: String) throws {
    let change = Change.setEnabled(rotation.oldKey, false)
    try ChangeRun(session: session, service: service)
      .confirm(service.confirmation([change]), what: what)
  }

  /// Asks for the name, whatever the context.
  func confirmByName(_ rotation: Rotation, what: String) throws {
    let change = Change.deleteKey(rotation.oldKey)
    var confirmation = service.confirmation([change])
    if confirmation == .yes || confirmation == .none { confirmation = .typed(rotation.label) }
    try ChangeRun(session: session, service: service).confirm(confirmation, what: what)
  }
}

extension Rotation {
  /// The name, or the old key's id where it has none.
  var label: String { name.isEmpty ? oldKeyId : name }

  /// The old key as far as a rotation knows it.
  var oldKey: APIKey {
    APIKey(id: KeyID(oldKeyId), name: name, isEnabled: true, context: context)
  }
}
