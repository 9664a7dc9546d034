import AWSClient
import Crypto
import Foundation
import LocalStore
import SigV4
import Synchronization

/// Where values that come along with answers go before they are forgotten: as hashes under the
/// index's own key into the store, behind the back of whoever reads.
///
/// Warming is best effort. A store that cannot be opened or written ends it for this process and
/// fails nothing; the search that uses the index then asks the service.
final class LeakIndex: Sendable {
  private struct Seen {
    var place: JournalPlace
    var id: KeyID
    var value: SecretValue
  }

  private struct State {
    var waiting: [Seen] = []
    var worker: Task<Void, Never>?
    var known: Set<String> = []
    var key: SymmetricKey?
    var isBroken = false
  }

  /// Rows that are hashed and written in one go.
  private static let batch = 1_000

  private let book: JournalBook
  private let clock: ClientClock
  private let state = Mutex(State())

  init(book: JournalBook, clock: ClientClock) {
    self.book = book
    self.clock = clock
  }

  /// Takes in the values of plan members.
  func warm(_ records: [UsagePlanKeyRecord], at place: JournalPlace) {
    enter(records.lazy.compactMap { record in record.value.map { (record.id, $0) } }, place)
  }

  /// Takes in the values of keys.
  func warm(_ records: [APIKeyRecord], at place: JournalPlace) {
    enter(records.lazy.compactMap { record in record.value.map { (record.id, $0) } }, place)
  }

  /// The hash of a value under the index's key.
  ///
  /// - Throws: `StoreError` or ``GatewayError`` when there is no key and none can be made.
  func fingerprint(of bytes: [UInt8]) async throws -> Data {
    Self.hash(bytes, try await key())
  }

  /// The keys whose values are these, wherever they were seen.
  func lookUp(_ values: [[UInt8]]) async throws -> [(value: Int, key: IndexedKey)] {
    let key = try await key()
    var byHash: [Data: Int] = [:]
    for (number, bytes) in values.enumerated() { byHash[Self.hash(bytes, key)] = number }
    let found = try await book.opened().indexed(Array(byHash.keys))
    return found.compactMap { row in byHash[row.fingerprint].map { ($0, row) } }
  }

  /// Returns when everything that was taken in is written, or given up.
  func drain() async {
    while let worker = state.withLock({ $0.worker }) { await worker.value }
  }

  private func enter(_ values: some Sequence<(String, SecretValue)>, _ place: JournalPlace) {
    state.withLock { state in
      guard !state.isBroken else { return }
      let prefix = "\(place.profile)/\(place.region)/\(place.endpoint)/"
      for (id, value) in values {
        // A dry run makes keys up; a value never changes, so that each key is written once.
        guard !id.hasPrefix("{"), !value.isEmpty, state.known.insert(prefix + id).inserted else {
          continue
        }
        state.waiting.append(Seen(place: place, id: KeyID(id), value: value))
      }
      guard state.worker == nil, !state.waiting.isEmpty else { return }
      state.worker = Task(priority: .utility) { await self.work() }
    }
  }

  private func work() async {
    while let batch = nextBatch() {
      do {
        let key = try await key()
        let rows = batch.map { seen in
          IndexedKey(
            place: seen.place, keyId: seen.id.shown,
            fingerprint: Self.hash(Array(seen.value.exposeSecret().utf8), key))
        }
        try await book.opened().remember(rows, at: clock.date())
      } catch {
        // Without a store there is no index; what is searched for is asked of the service then.
        state.withLock {
          $0.isBroken = true
          $0.waiting = []
        }
      }
    }
  }

  /// The next values; ends the worker in the same step when there are none, so that whoever enters
  /// more starts another.
  private func nextBatch() -> [Seen]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.worker = nil
        return nil
      }
      let batch = Array(state.waiting.prefix(Self.batch))
      state.waiting.removeFirst(batch.count)
      return batch
    }
  }

  private func key() async throws -> SymmetricKey {
    if let key = state.withLock({ $0.key }) { return key }
    let key = SymmetricKey(data: try await book.opened().leakIndexKey())
    state.withLock { $0.key = key }
    return key
  }

  private static func hash(_ bytes: [UInt8], _ key: SymmetricKey) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
  }
}
