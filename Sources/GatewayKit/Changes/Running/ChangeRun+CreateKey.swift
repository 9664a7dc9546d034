import AWSClient
import LocalStore

extension ChangeRun {
  /// A new key, in all of its plans or not at all.
  func creation(of draft: KeyDraft) async throws -> PreparedChange {
    try refuseSharedStages(draft.plans, of: draft.name)
    if let value = draft.value, let stone = try await session.stone(of: value) {
      throw GatewayError(
        kind: .refused, code: "RevokedValue",
        message: "This value was revoked as leaked \(stone.revokedAt.iso8601), as that of "
          + "\(stone.label); \(draft.name) was not created.",
        advice: "Give another value, or leave it out and let API Gateway make one.")
    }
    // Who has this name already is known before, so that a lost answer can be told from an older
    // key of the same name.
    let lock = isRehearsal ? nil : try await session.creationLock(of: draft)
    do {
      return try await creation(of: draft, lock)
    } catch {
      lock?.release()
      throw error
    }
  }

  private func creation(of draft: KeyDraft, _ lock: StoreLock?) async throws -> PreparedChange {
    let older = isRehearsal ? [] : try await namesakes(of: draft).map(\.id)
    let left = isRehearsal ? nil : try await session.unfinishedCreation(of: draft, among: older)
    let plans = draft.plans.map(\.label).joined(separator: ", ")
    return PreparedChange(
      action: .createKey, summary: draft.summary,
      past: "created \(draft.name)" + (plans.isEmpty ? "" : " in \(plans)"),
      subjects: draft.plans.map(\.id.wire),
      before: Snapshot(namesakes: older.map(\.shown)), resumes: left?.entry, lock: lock
    ) { run in
      let record = try await run.made(draft, older: older, left: left?.key)
      run.session.index.warm([record], at: run.session.place)
      let present = left?.key == nil ? [] : try await run.plans(of: record)
      try await run.attachAll(record, draft, present: present)
      var key = APIKey(record, context: run.session.context)
      key.plans = draft.plans.map(\.reference)
      let made = key
      key = await run.readBack(made) {
        var read = try await run.session.bareKey(made.id, lane: run.lane)
        read.plans = made.plans
        return read
      }
      return PreparedChange.Applied(
        subject: .key(key), after: Snapshot(key: key), value: record.value)
    }
  }

  /// The new key: made now, or the one that an earlier start made before it was ended.
  private func made(
    _ draft: KeyDraft, older: [KeyID], left: KeyID?
  ) async throws -> APIKeyRecord {
    guard let left else { return try await create(draft, older: older) }
    log.note(
      "An earlier start made this key and was ended before it was in all of its plans; "
        + "this one went on with it.")
    return try await api.getAPIKey(left.wire, includeValue: true, lane: lane).value
  }

  private func create(_ draft: KeyDraft, older: [KeyID]) async throws -> APIKeyRecord {
    let input = CreateAPIKeyInput(
      name: draft.name.isEmpty ? nil : draft.name, description: draft.description,
      enabled: draft.isEnabled, value: draft.value, customerId: draft.customerId,
      tags: draft.tags)
    return try await settle("the new key") {
      try await api.createAPIKey(input, lane: lane)
    } landed: {
      let new = try await namesakes(of: draft).filter { !older.contains($0.id) }
      guard new.count <= 1 else {
        throw GatewayError(
          kind: .failed, code: "OutcomeUnknown",
          message:
            "\(new.count) new keys are called \(draft.name); which one is ours is not known.",
          advice: "Look at them.")
      }
      guard let key = new.first else { return nil }
      return try await api.getAPIKey(key.id.wire, includeValue: true, lane: lane).value
    }
  }

  private func plans(of record: APIKeyRecord) async throws -> Set<PlanID> {
    Set(try await session.plansOfKey(KeyID(record.id), lane: lane).map(\.id))
  }

  /// Keys that look as the draft's would.
  private func namesakes(of draft: KeyDraft) async throws -> [APIKey] {
    try await session.allKeys(name: draft.name.isEmpty ? nil : draft.name, lane: lane).filter {
      $0.name == draft.name && ($0.description ?? "") == (draft.description ?? "")
        && ($0.customerId ?? "") == (draft.customerId ?? "") && $0.tags == draft.tags
    }
  }

  /// Puts a new key into its plans. When one refuses, the key is deleted again, which takes it out
  /// of the others.
  private func attachAll(
    _ record: APIKeyRecord, _ draft: KeyDraft, present: Set<PlanID>
  ) async throws {
    var done: [String] = []
    for plan in draft.plans {
      do {
        if draft.plans.count > 1 { progress("putting \(draft.name) into \(plan.label)") }
        if present.contains(plan.id) { continue }
        try await attach(KeyID(record.id), plan)
        done.append(plan.label)
      } catch {
        let reason = (session.translate(error) as? GatewayError)?.message ?? "It was cancelled."
        throw await takeBack(record, draft, failed: plan, attached: done, reason: reason)
      }
    }
  }

  private func takeBack(
    _ record: APIKeyRecord, _ draft: KeyDraft, failed: UsagePlan, attached: [String],
    reason: String
  ) async -> GatewayError {
    let id = KeyID(record.id)
    let start = "\(draft.name) could not be put into \(failed.label): \(reason)"
    do {
      let (api, lane) = (api, lane)
      let answer = try await shielded { try await api.deleteAPIKey(id.wire, lane: lane) }
      log.add(requestId: answer.requestId)
      return GatewayError(
        kind: .failed, code: "TakenBack",
        message: "\(start) The new key was deleted again; nothing is left of it.",
        advice: "Mend what it names and create the key again.",
        requestId: log.requestIds.last)
    } catch {
      let second = (session.translate(error) as? GatewayError)?.message ?? "it was cancelled"
      let others = attached.isEmpty ? "no plan" : attached.joined(separator: ", ")
      return GatewayError(
        kind: .failed, code: "PartlyDone",
        message: "\(start) Deleting the new key again failed too: \(second) The key \(id.shown) is "
          + "there, \(draft.isEnabled ? "enabled" : "disabled"), in \(others).",
        advice: "Delete it: tollgate keys delete \(id.shown)", requestId: log.requestIds.last)
    }
  }
}
