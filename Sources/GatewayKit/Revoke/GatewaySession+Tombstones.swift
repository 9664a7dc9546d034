import AWSClient
import LocalStore

extension GatewaySession {
  /// Writes down that a key is about to be revoked, and opens the store for what follows.
  ///
  /// - Throws: a ``GatewayError`` whose advice is the line that disables the key without this
  ///   program, since what cannot be written down is not sent.
  func beginRevoking(
    _ key: APIKey, origin: String
  ) async throws -> (store: LocalStore, entry: Int64) {
    do {
      let store = try await book.opened()
      let entry = try await store.begin(
        JournalDraft(
          at: clock.date(), who: identity.current.arn ?? "unknown", place: place,
          action: PreparedChange.Action.revokeKey.rawValue, summary: "revoke key \(key.label)",
          subjects: [key.id.shown], before: try Snapshot(key: key).json(),
          reason: "leaked: \(origin)"))
      return (store, entry)
    } catch {
      guard var told = translate(error) as? GatewayError else { throw error }
      told.advice +=
        " To disable the key at once: aws apigateway update-api-key --api-key \(key.id.shown) "
        + "--patch-operations op=replace,path=/enabled,value=false --region \(context.region)"
      throw told
    }
  }

  /// Writes down what became of it; a store that cannot be told is told of.
  func concludeRevoking(
    _ entry: Int64, _ conclusion: JournalConclusion, _ store: LocalStore,
    _ note: (String) -> Void
  ) async {
    do {
      try await store.conclude(entry, conclusion)
    } catch {
      let reason = (translate(error) as? GatewayError)?.message ?? "\(error)"
      note("The journal could not be told what became of it: \(reason)")
    }
  }

  /// Remembers a key as revoked, with the hash of its value when the value was ever seen.
  ///
  /// - Returns: true when it was not remembered before.
  func bury(_ key: APIKey, _ store: LocalStore) async throws -> Bool {
    let before = try await store.tombstones()
    let fingerprint = try await store.fingerprint(of: key.id.shown, at: place)
    let tombstone = Tombstone(
      place: place, keyId: key.id.shown, name: key.name, fingerprint: fingerprint,
      revokedAt: clock.date())
    try await store.bury([tombstone])
    // Memory follows; nothing waits for it.
    _ = try? await loadStones(store)
    return !before.contains { $0.isMeant(key.id, at: place) && $0.liftedAt == nil }
  }

  /// Takes a tombstone back whose key was not revoked after all, or is enabled again on purpose. One
  /// that stays does no harm.
  func unbury(_ key: APIKey, _ store: LocalStore) async {
    // See above.
    for stone in (try? await store.tombstones()) ?? [] where stone.isMeant(key.id, at: place) {
      try? await store.lift(stone.keyId, at: stone.place, now: clock.date())
    }
    _ = try? await loadStones(store)
  }

  /// Buries a key again whose enabling on purpose was taken back.
  func buryAgain(_ key: APIKey) async throws {
    let store = try await book.opened()
    for var stone in try await store.tombstones()
    where stone.isMeant(key.id, at: place) && stone.liftedAt != nil {
      stone.liftedAt = nil
      try await store.bury([stone])
    }
    try await loadStones(store)
  }
}

extension Tombstone {
  /// Whether it stands for a key of a place. The profile and the account are not compared: the same
  /// key is reached through several profiles, and ids are random.
  func isMeant(_ id: KeyID, at place: JournalPlace) -> Bool {
    keyId == id.shown && self.place.region == place.region
      && self.place.endpoint == place.endpoint
  }
}
