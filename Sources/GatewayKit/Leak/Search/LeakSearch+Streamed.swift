import AWSClient
import SigV4
import Synchronization

// A text that is too long to be kept.
extension LeakSearch {
  /// The keys of one context.
  private struct Keys: Sendable {
    var session: GatewaySession
    var records: [APIKeyRecord]
  }

  /// Fetches the values of all contexts, then reads the text through once.
  ///
  /// - Returns: the text's hints.
  func look(
    _ blocks: [TextBlock], _ reader: inout BlockReader, _ contexts: SearchContexts
  ) async throws -> HintBook {
    let fetched = Mutex<[Keys]>([])
    try await contexts.forEach(ledger) { session in
      let records = Mutex<[APIKeyRecord]>([])
      try await self.sweep(session, withValues: true) { page in
        records.withLock { $0 += page }
        return false
      }
      let keys = Keys(session: session, records: records.withLock { $0 })
      fetched.withLock { $0.append(keys) }
    }
    let all = fetched.withLock { $0 }
    let records = all.flatMap(\.records)
    let valued = records.indices.filter { records[$0].value != nil }
    let matcher = ValueMatcher(valued.compactMap { records[$0].value })
    var scanner = HintScanner(
      filter: KeyFilter(
        ids: Set(records.map(\.id)), names: Set(records.compactMap(\.name))))
    var lines: [Int: Int] = [:]
    func read(_ block: TextBlock) {
      scanner.read(block)
      matcher.search(block) { value, line in
        let record = valued[value]
        lines[record] = min(line, lines[record] ?? line)
      }
    }
    for block in blocks { read(block) }
    while let block = try reader.block() { read(block) }

    let comparison = KeyComparison(table: HintTable(scanner.book))
    var first = 0
    for keys in all {
      let own = first..<(first + keys.records.count)
      let found = lines.filter { own.contains($0.key) }
      let sightings = comparison.sightings(
        keys.records, values: Dictionary(uniqueKeysWithValues: found.map { ($0 - first, $1) }))
      for match in try await take(sightings, keys.records, keys.session) { tell(.match(match)) }
      first = own.upperBound
    }
    for keys in all { try await addPlans(keys.session) }
    return scanner.book
  }
}
