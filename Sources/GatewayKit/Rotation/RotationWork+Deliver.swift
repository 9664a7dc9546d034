import AWSClient
import Foundation

extension RotationWork {
  /// How the value can be had again.
  var againWords: String {
    "The value can be had again: tollgate keys show \(record.newKey ?? "NEW") --show-value"
  }

  /// Hands the value over, once. That it was begun is written down first: from there on the value may
  /// be out, and the new key is not deleted any more by a roll back.
  mutating func deliver() async throws {
    guard let new = scene.new else { return }
    guard let target = record.body.delivery.flatMap(DeliveryTarget.init) else {
      notes.append(againWords)
      try await enter(.delivered)
      return
    }
    if run.isRehearsal {
      try await rehearse(target, new)
      try await enter(.delivered)
      return
    }
    let isAgain = record.body.isDelivering
    record.body.isDelivering = true
    try await save()
    let canHandOut = !run.leave.isUnattended
    switch target {
    case .stdout, .clipboard:
      guard canHandOut else {
        // Nobody is there to read it.
        notes.append(againWords)
        try await enter(.delivered)
        return
      }
    case .file, .folder, .secretsManager: break
    }
    let run = run
    let held = value
    let record = record
    let words = try await run.journalled(
      record, "hand over the value of the new key of \(record.label)"
    ) { change in
      let value: KeyValue
      if let held { value = held } else { value = try await valueOf(new.id, change) }
      return try await hand(value, to: target, new, change)
    }
    if target == .stdout { handedOut = words.value }
    value = nil
    self.record.body.deliveredTo = words.place
    done.append("handed the new value over to \(words.place)")
    if isAgain { notes.append("The value was handed over again after a run that was cut short.") }
    notes.append(againWords)
    try await enter(.delivered)
  }

  private func valueOf(_ id: KeyID, _ change: ChangeRun) async throws -> KeyValue {
    let answer = try await change.api.getAPIKey(id.wire, includeValue: true, lane: change.lane)
    change.log.add(requestId: answer.requestId)
    guard let value = answer.value.value else {
      throw GatewayError(
        kind: .failed, code: "NoValue", message: "API Gateway did not send the value.",
        advice: "Check the endpoint address; API Gateway always sends it.",
        requestId: answer.requestId)
    }
    return value
  }

  private func hand(
    _ value: KeyValue, to target: DeliveryTarget, _ new: APIKey, _ change: ChangeRun
  ) async throws -> (place: String, value: KeyValue?) {
    switch target {
    case .stdout:
      return ("standard output", value)
    case .file, .folder, .clipboard:
      let parcel = Courier.Parcel(
        rotation: record.id, name: record.body.name, keyId: new.id.shown, value: value)
      return (try await run.courier.deliver(target, parcel), nil)
    case .secretsManager(let name):
      return (try await store(value, in: name, change), nil)
    }
  }

  /// The token by which Secrets Manager knows a repeated request of the same rotation.
  private var token: String { "tollgate-rotation-\(record.id)-01" }

  private func store(
    _ value: KeyValue, in name: String, _ change: ChangeRun
  ) async throws -> String {
    let secrets = SecretsManager(client: run.client)
    let present = try await secrets.describeSecret(name, lane: change.lane).value
    try Self.refuseDying(present, name)
    let answer: Answer<SecretRecord>
    if present == nil {
      answer = try await secrets.createSecret(
        name: name, value: value, description: "API key \(record.label)", token: token,
        lane: change.lane)
    } else {
      answer = try await secrets.putSecretValue(
        name, value: value, token: token, lane: change.lane)
    }
    change.log.add(requestId: answer.requestId)
    return "the secret \(answer.value.name)"
  }

  static func refuseDying(_ secret: SecretRecord?, _ name: String) throws {
    guard secret?.isBeingDeleted == true else { return }
    throw GatewayError(
      kind: .refused, code: "SecretIsBeingDeleted",
      message: "The secret \(name) is marked for deletion and takes no new value.",
      advice: "Restore it, or name another one.")
  }

  private func rehearse(_ target: DeliveryTarget, _ new: APIKey) async throws {
    guard case .secretsManager(let name) = target else { return }
    _ = try await store(KeyValue(entered: "value of the new key"), in: name, run.changeRun())
  }

  /// From now on both keys work, and the name means the new one.
  mutating func beginOverlap() async throws {
    let now = run.now
    record.body.retireAt =
      record.body.isAfterRevocation
      ? now : max(record.body.retireAt, now + record.terms.overlap)
    try await writeRetireAfter()
    try await enter(.overlapping)
    if let pause = scene.use?.longestPause(), Double(pause) * 86_400 > record.terms.quiet {
      record.warn(
        "the old key was once silent for \(pause) days and then used again; that is longer than the "
          + "quiet time of \(Int((record.terms.quiet / 3600).rounded(.up))) h")
      try await save()
    }
  }

  /// Writes on the old key from when on it may be retired.
  mutating func writeRetireAfter() async throws {
    let text = record.body.retireAt.iso8601
    guard let old = scene.old, old.tags[RotationTags.retireAfter] != text else { return }
    scene.old = try await run.journalled(
      record, "write on the old key of \(record.label) that it stays until \(text)"
    ) { change in try await tag(old, [RotationTags.retireAfter: text], change) }
  }
}
