import AWSClient
import LocalStore
import SigV4

// A text that is kept.
extension LeakSearch {
  /// Ids that are asked for one by one; more of them are looked for in the list.
  private static let singleIDs = 20

  /// Looks for what a text names in every context.
  func look(
    _ blocks: [TextBlock], _ table: HintTable, _ book: HintBook, _ contexts: SearchContexts
  ) async throws {
    guard !table.hints.isEmpty else {
      ledger.note("There is nothing in the text that could name a key.")
      return try await contexts.forEach(ledger) { _ in }
    }
    let indexed = await indexed(table)
    try await contexts.forEach(ledger) { session in
      try await self.look(session, blocks, table, book, indexed)
    }
  }

  private func look(
    _ session: GatewaySession, _ blocks: [TextBlock], _ table: HintTable, _ book: HintBook,
    _ indexed: [(value: Int, key: IndexedKey)]
  ) async throws {
    let comparison = KeyComparison(table: table)
    for (value, key) in indexed where Self.isSame(key.place, session.place) {
      try await confirm(table.values[value].bytes, key, session, comparison)
    }
    if isSettled(session, table) { return }

    let open = ledger.unsettled(session.context, table.strongPieces)
    var withValues = table.needsValues(open)
    if table.strongPieces.isEmpty { withValues = book.hasLongRuns }
    let hasValues = withValues
    if !hasValues {
      let ids = table.ids.filter { open.contains(table.hints[$0.value].piece) }
      if ids.count <= Self.singleIDs {
        for (id, hint) in ids.sorted(by: { $0.key < $1.key }) {
          try await confirm(KeyID(id), hint, session, comparison)
        }
      }
      if isSettled(session, table) { return }
      if let name = Self.onlyName(table) {
        return try await look(for: name, session, comparison)
      }
    }
    try await sweep(session, withValues: hasValues) { records in
      let lines = hasValues ? Self.lines(of: records, in: blocks) : [:]
      for match in try await self.take(
        comparison.sightings(records, values: lines), records, session)
      {
        self.tell(.match(match))
      }
      return self.isSettled(session, table)
    }
    try await addPlans(session)
  }

  /// The name that is all that the text says; nil when it says more, or when it is long enough to
  /// be a value, which must not stand in a request that a trail keeps.
  private static func onlyName(_ table: HintTable) -> String? {
    guard table.names.count == 1, let name = table.names.first?.key,
      name.utf8.count < ValueMatcher.shortest,
      table.hints.allSatisfy({ $0.piece == table.hints[0].piece })
    else { return nil }
    return name
  }

  /// Asks for the keys whose names begin so, and takes those that are called so.
  private func look(
    for name: String, _ session: GatewaySession, _ comparison: KeyComparison
  ) async throws {
    var position: String?
    repeat {
      ledger.countRequests()
      let page = try await session.api.getAPIKeys(
        position: position, name: name, lane: .emergency
      ).value
      let matches = try await take(
        comparison.sightings(page.items, values: [:]), page.items, session)
      for match in matches { tell(.match(match)) }
      ledger.count(keys: page.items.count, pages: 1)
      tell(.progress(ledger.progress))
      position = page.position
    } while position != nil
    try await addPlans(session)
  }

  /// The first line that has each record's value.
  private static func lines(of records: [APIKeyRecord], in blocks: [TextBlock]) -> [Int: Int] {
    let valued = records.indices.filter { records[$0].value != nil }
    let matcher = ValueMatcher(valued.compactMap { records[$0].value })
    var lines: [Int: Int] = [:]
    for block in blocks {
      matcher.search(block) { value, line in
        let record = valued[value]
        lines[record] = min(line, lines[record] ?? line)
      }
    }
    return lines
  }

  /// Whether a context has everything that the text names.
  private func isSettled(_ session: GatewaySession, _ table: HintTable) -> Bool {
    ledger.isSettled(session.context, table.strongPieces)
  }

  /// What the local index knows; nothing when there is no index.
  private func indexed(_ table: HintTable) async -> [(value: Int, key: IndexedKey)] {
    guard !table.values.isEmpty else { return [] }
    // The service knows what the index does not.
    return (try? await session.index.lookUp(table.values.map(\.bytes))) ?? []
  }

  /// A value that the index knows: the key and its plans, two requests. A key that is gone is none.
  private func confirm(
    _ value: [UInt8], _ row: IndexedKey, _ session: GatewaySession, _ comparison: KeyComparison
  ) async throws {
    var id = KeyID(row.keyId)
    if row.keyId.hasPrefix("sha256:") {
      // The id is longer than people may see; it is the value itself then.
      id = KeyID(String(decoding: value, as: UTF8.self))
      guard id.shown == row.keyId else { return }
    }
    let hints = comparison.table.values.filter { $0.bytes == value }.map(\.hint)
    guard let hint = hints.first else { return }
    try await confirm(
      id, session,
      Sighting(
        record: 0, evidence: .value, confidence: .exact, pieces: comparison.pieces(around: value),
        line: comparison.table.hints[hint].line, words: LeakWords.value(value)),
      identity: .of(value))
  }

  /// An id that the text names: the key and its plans.
  private func confirm(
    _ id: KeyID, _ hint: Int, _ session: GatewaySession, _ comparison: KeyComparison
  ) async throws {
    let named = comparison.table.hints[hint]
    try await confirm(
      id, session,
      Sighting(
        record: 0, evidence: .id, confidence: .exact, pieces: [named.piece], line: named.line,
        words: "id \(id.shown)"), identity: nil)
  }

  private func confirm(
    _ id: KeyID, _ session: GatewaySession, _ sighting: Sighting, identity: LeakLedger.Identity?
  ) async throws {
    ledger.countRequests()
    if identity != nil {
      ledger.countRequests()
      async let plans = session.plansOfKey(id, lane: .emergency, withNames: false)
      guard let key = try await session.keyIfThere(id, lane: .emergency) else { return }
      ledger.count(keys: 1)
      let revoked = try await revocation(of: key.id, nil, session)
      guard let match = ledger.add(sighting, of: key, identity: identity, revokedAt: revoked) else {
        return
      }
      tell(.match(match))
      if let full = ledger.add(plans: try await plans.map(\.reference), to: match.id) {
        tell(.match(full))
      }
    } else {
      guard let key = try await session.keyIfThere(id, lane: .emergency) else { return }
      ledger.count(keys: 1)
      let revoked = try await revocation(of: key.id, nil, session)
      guard let match = ledger.add(sighting, of: key, identity: identity, revokedAt: revoked) else {
        return
      }
      tell(.match(match))
      try await addPlans(session)
    }
  }

  private static func isSame(_ left: JournalPlace, _ right: JournalPlace) -> Bool {
    left.profile == right.profile && left.region == right.region && left.endpoint == right.endpoint
  }
}
