import AWSClient
import LocalStore

extension ChangeRun {
  /// New texts of a key, in one PATCH.
  func edit(of key: APIKey, _ edit: KeyEdit) async throws -> PreparedChange {
    let before = try await session.bareKey(key.id, lane: lane)
    let patch = edit.operations
    let label = before.label
    let past =
      edit.name.map { "renamed \(label) to \($0)" } ?? "changed the texts of \(label)"
    return PreparedChange(
      action: .updateKey, summary: "edit key \(label)", past: past, subjects: [key.id.shown],
      before: Snapshot(key: before)
    ) { run in
      let after = try await run.patch(before, patch) { edit.isApplied(to: $0) }
      return PreparedChange.Applied(
        subject: .key(after), after: Snapshot(key: after),
        isReversible: !edit.isApplied(to: before))
    }
  }

  /// Enabling or disabling. One request before the read back: the state before is the one that the
  /// person saw.
  func switching(_ key: APIKey, _ isOn: Bool) -> PreparedChange {
    let stone = isOn ? session.book.graveyard.stone(of: key.id, at: session.place) : nil
    let remark = stone.map { ", which was revoked as leaked \($0.revokedAt.iso8601)" } ?? ""
    return PreparedChange(
      action: .setEnabled, summary: "\(isOn ? "enable" : "disable") key \(key.label)\(remark)",
      past: "\(isOn ? "enabled" : "disabled") \(key.label)\(remark)", subjects: [key.id.shown],
      before: Snapshot(key: key)
    ) { run in
      let patch = [
        PatchOperation(op: "replace", path: "/enabled", value: isOn ? "true" : "false")
      ]
      let after = try await run.patch(key, patch) { $0.isEnabled == isOn }
      if stone != nil, !run.isRehearsal {
        // Only now: until it is enabled it is meant to be dead.
        await run.session.unbury(key, try await run.session.book.opened())
        run.log.note("\(key.label) no longer counts as revoked.")
      }
      return PreparedChange.Applied(
        subject: .key(after), after: Snapshot(key: after), isReversible: key.isEnabled != isOn)
    }
  }

  /// Sends a PATCH of a key and reads it back.
  private func patch(
    _ key: APIKey, _ patch: [PatchOperation], isApplied: (APIKey) -> Bool
  ) async throws -> APIKey {
    let record = try await settle("\(key.label)") {
      try await api.updateAPIKey(key.id.wire, patch: patch, lane: lane)
    } landed: {
      let record = try await api.getAPIKey(key.id.wire, lane: lane).value
      return isApplied(APIKey(record, context: session.context)) ? record : nil
    }
    var known = APIKey(record, context: session.context)
    known.plans = key.plans
    let answered = known
    let after = await readBack(answered) {
      var read = try await session.bareKey(key.id, lane: lane)
      read.plans = key.plans
      return read
    }
    guard isRehearsal || isApplied(after) else {
      throw GatewayError(
        kind: .failed, code: "NotApplied",
        message: "API Gateway accepted the change of \(key.label), but read back it is not there.",
        advice: "Somebody else may have changed it at the same time; look, and try again.")
    }
    return after
  }

  /// Deletes a key; what it was is written down first, with its plans.
  func deletion(of key: APIKey) async throws -> PreparedChange {
    let before = try await session.key(key.id, lane: lane)
    return PreparedChange(
      action: .deleteKey, summary: "delete key \(before.label)", past: "deleted \(before.label)",
      subjects: [key.id.shown], before: Snapshot(key: before)
    ) { run in
      _ = try await run.settle("deleting \(before.label)") {
        try await run.api.deleteAPIKey(key.id.wire, lane: run.lane).mapped { true }
      } landed: {
        try await run.session.keyIfThere(key.id, lane: run.lane) == nil ? true : nil
      }
      let isGone = await run.readBack(true) {
        try await run.session.keyIfThere(key.id, lane: run.lane) == nil
      }
      if !isGone { run.log.note("API Gateway still lists the key; deleting takes it a moment.") }
      return PreparedChange.Applied(subject: .keyDeleted(before))
    }
  }

  /// Sets some tags and removes others.
  func retagging(
    _ key: APIKey, _ action: PreparedChange.Action, set: [String: String], remove: [String]
  ) async throws -> PreparedChange {
    let before = try await session.bareKey(key.id, lane: lane)
    let missing = remove.filter { before.tags[$0] == nil }
    guard missing.isEmpty || missing.count < remove.count || !set.isEmpty else {
      let names = missing.joined(separator: ", ")
      throw GatewayError(
        kind: .notFound, code: "NoSuchTag", message: "\(before.label) has no tag \(names).",
        advice: "Names of tags are exact, upper and lower case included.")
    }
    let expected = before.tags.filter { !remove.contains($0.key) }
      .merging(set) { _, new in new }
    guard expected.count <= 50 else {
      throw ChangeRules.bad(
        "\(before.label) would have \(expected.count) tags; 50 are allowed.",
        "Remove some first.")
    }
    let verb = action == .untagKey ? "untag" : "tag"
    return PreparedChange(
      action: action, summary: "\(verb) key \(before.label)",
      past: "\(verb == "tag" ? "tagged" : "untagged") \(before.label)", subjects: [key.id.shown],
      before: Snapshot(key: before)
    ) { run in
      let after = try await run.sendTags(before, set: set, remove: remove, expected: expected)
      return PreparedChange.Applied(
        subject: .key(after), after: Snapshot(key: after),
        isReversible: expected != before.tags)
    }
  }

  private func sendTags(
    _ key: APIKey, set: [String: String], remove: [String], expected: [String: String]
  ) async throws -> APIKey {
    let arn =
      "arn:\(Partition(region: session.context.region).rawValue):apigateway:"
      + "\(session.context.region)::/apikeys/\(key.id.wire)"
    if !set.isEmpty {
      log.add(requestId: try await api.tagResource(arn: arn, tags: set, lane: lane).requestId)
    }
    if !remove.isEmpty {
      log.add(requestId: try await api.untagResource(arn: arn, keys: remove, lane: lane).requestId)
    }
    var known = key
    known.tags = expected
    let answered = known
    return await readBack(answered) {
      var read = try await session.bareKey(key.id, lane: lane)
      read.plans = key.plans
      return read
    }
  }
}

extension KeyEdit {
  /// The operations of one PATCH.
  var operations: [PatchOperation] {
    [("/name", name), ("/description", description), ("/customerId", customerId)].compactMap {
      path, value in value.map { PatchOperation(op: "replace", path: path, value: $0) }
    }
  }

  /// Whether a key has these texts already.
  func isApplied(to key: APIKey) -> Bool {
    (name.map { $0 == key.name } ?? true)
      && (description.map { $0 == key.description ?? "" } ?? true)
      && (customerId.map { $0 == key.customerId ?? "" } ?? true)
  }
}

extension Answer {
  /// The same answer with another value.
  func mapped<Other: Sendable>(_ value: () -> Other) -> Answer<Other> {
    Answer<Other>(value: value(), requestId: requestId, receivedAt: receivedAt)
  }
}
