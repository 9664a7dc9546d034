import AWSClient
import Foundation
import LocalStore
import SigV4

extension GatewaySession {
  /// Revoked keys that are enabled among these, and keys that have a revoked value; each is told
  /// once in a process. A store that is not there, or cannot be read, knows of none.
  func revivals(among keys: [APIKey]) async -> [Revival] {
    // See above: a list is shown all the same.
    guard let store = try? await book.openedIfThere(), let stones = try? await loadStones(store),
      !stones.isEmpty
    else { return [] }
    // Without the index only the ids are compared.
    let twins = (try? await twins(of: stones, store)) ?? [:]
    return keys.filter(\.isEnabled).compactMap { key in
      let home = place(of: key)
      let found: (stone: Tombstone, form: Revival.Form)? =
        if let stone = stones.first(where: { $0.isMeant(key.id, at: home) }) {
          (stone, .enabled)
        } else if let stone = twins[Self.name(key.id.shown, home)] {
          (stone, .sameValue)
        } else {
          nil
        }
      guard let found, book.graveyard.isNews("\(found.form) \(Self.name(key.id.shown, home))")
      else { return nil }
      return Revival(
        keyId: key.id.shown, name: key.name, context: key.context,
        revokedAt: found.stone.revokedAt, form: found.form)
    }
  }

  /// The tombstones that stand, from the store, into memory. One that was made before the hash of
  /// its key's value was written gets it now.
  @discardableResult
  func loadStones(_ store: LocalStore) async throws -> [Tombstone] {
    var stones = try await store.tombstones()
    for index in stones.indices where stones[index].fingerprint == nil {
      stones[index].fingerprint = try await store.fingerprint(
        of: stones[index].keyId, at: stones[index].place)
    }
    book.graveyard.put(stones)
    return book.graveyard.standing
  }

  /// Loads tombstones if there are any to load, for questions that are asked without waiting.
  func loadStonesIfThere() async {
    // A store that cannot be read fails the change itself, with its reason.
    guard let store = try? await book.openedIfThere() else { return }
    _ = try? await loadStones(store)
  }

  /// Other keys that have a revoked value, as far as values were seen.
  private func twins(
    of stones: [Tombstone], _ store: LocalStore
  ) async throws -> [String: Tombstone] {
    var byValue: [Data: Tombstone] = [:]
    for stone in stones { if let hash = stone.fingerprint { byValue[hash] = stone } }
    guard !byValue.isEmpty else { return [:] }
    var twins: [String: Tombstone] = [:]
    for row in try await store.indexed(Array(byValue.keys)) {
      twins[Self.name(row.keyId, row.place)] = byValue[row.fingerprint]
    }
    return twins
  }

  private static func name(_ id: String, _ place: JournalPlace) -> String {
    "\(id)@\(place.region)@\(place.endpoint)"
  }

  /// Where a key of a list lives, as the store knows it.
  func place(of key: APIKey) -> JournalPlace {
    JournalPlace(
      profile: key.context.profile, region: key.context.region, endpoint: endpoint ?? "")
  }

  /// Whether a key was revoked as leaked and is meant to be dead, as far as memory knows.
  func isRevoked(_ key: APIKey) -> Bool {
    book.graveyard.stone(of: key.id, at: place(of: key)) != nil
  }

  /// The tombstone of a key with this value; nil when none is known.
  func stone(of value: KeyValue) async throws -> Tombstone? {
    guard let store = try await book.openedIfThere() else { return nil }
    let stones = try await loadStones(store).filter { $0.fingerprint != nil }
    guard !stones.isEmpty else { return nil }
    let hash = try await index.fingerprint(of: Array(value.exposeSecret().utf8))
    return stones.first { $0.fingerprint == hash }
  }
}

extension Tombstone {
  /// The key's name then, or its id where it had none.
  var label: String { name.isEmpty ? keyId : name }
}
