import AWSClient
import LocalStore

extension RevokeRun {
  /// What became of rotations and replacements.
  struct Replacement: Sendable {
    var rotation: Rotation?
    var value: KeyValue?
  }

  /// Makes replacements for the keys that are disabled, when asked to, and brings rotations that are
  /// open for them to their end: an overlap with a revoked old key is over, and a revoked new key
  /// replaces nothing.
  func replaceAll(_ items: [RevokeOutcome.Item]) async -> Replacement {
    var result = Replacement()
    for (match, item) in zip(request.matches, items) {
      guard item.isDisabled else {
        if request.replace {
          note(
            "\(item.key.label) got no replacement, since it could not be disabled.",
            about: .replacement)
        }
        continue
      }
      do {
        let home = try await session.session(for: match)
        let outcomes =
          request.replace
          ? try await home.runRotations(
            .rotate(replacementRequest(item.key)), courier, lane: .interactive, progress: step)
          : try await endOpenRotations(of: item.key, home)
        for outcome in outcomes { take(outcome, of: item.key, into: &result) }
      } catch {
        let what = request.replace ? "has no replacement yet" : "may still be in a rotation"
        note(
          "\(item.key.label) \(what): \(reason(error)) Try: tollgate rotations advance, or "
            + "tollgate keys rotate.", about: .replacement)
      }
    }
    return result
  }

  func replacementRequest(_ key: APIKey) -> RotateRequest {
    RotateRequest(
      key: key, overlap: 0, quiet: 0, carriesQuota: request.carryQuota, delivery: request.delivery,
      isAfterRevocation: true)
  }

  /// A step that begins: told to whoever looks on. The report has what was done instead.
  private func step(_ sentence: String) { tell(.note(sentence)) }

  private func take(
    _ outcome: RotationOutcome, of key: APIKey, into result: inout Replacement
  ) {
    let now = clock.date()
    for phrase in outcome.done { tally.add("\(key.label): \(phrase)", at: now) }
    for sentence in outcome.notes { note(sentence, about: .replacement) }
    if let error = outcome.error {
      note(
        "The rotation \(outcome.rotation.id) stopped: \(error.message) \(error.advice)",
        about: .replacement)
    }
    guard request.replace else {
      let done =
        outcome.done.isEmpty ? "nothing was left to do" : outcome.done.joined(separator: ", ")
      note(
        "The key was in the rotation \(outcome.rotation.id): \(done).", about: .replacement)
      return
    }
    tell(.replaced(outcome.rotation))
    guard result.rotation == nil else { return }
    result.rotation = outcome.rotation
    result.value = outcome.value
  }

  /// Lets open rotations that the key is part of see that it was revoked.
  private func endOpenRotations(
    of key: APIKey, _ home: GatewaySession
  ) async throws -> [RotationOutcome] {
    let rows = try await home.book.opened().rotations(at: home.place)
    var outcomes: [RotationOutcome] = []
    for row in rows where row.isOpen && (row.oldKey == key.id.shown || row.newKey == key.id.shown) {
      outcomes += try await home.runRotations(
        .advance(AdvanceRequest(id: row.id)), courier, lane: .interactive, progress: step)
    }
    return outcomes
  }
}
