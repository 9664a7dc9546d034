import AWSClient
import LocalStore
import Synchronization

/// One search: reads the text, asks the local index, then the service, context by context, and
/// tells what it finds as it finds it.
///
/// A text up to ``keptBytes`` is kept, so that values are asked for only when the index and the ids
/// do not tell, and so that each page of keys can be compared as it comes. A longer one is read
/// through once, after all values have come.
final class LeakSearch: Sendable {
  /// The longest text that is kept.
  static let keptBytes = 2 << 20

  let session: GatewaySession
  let ledger: LeakLedger
  let graves: Graves
  let tell: @Sendable (LeakEvent) -> Void
  private let announced = Mutex(false)

  /// Runs a search to its end.
  static func run(
    _ session: GatewaySession, _ text: LeakText, tell: @escaping @Sendable (LeakEvent) -> Void
  ) async throws {
    let started = session.clock.seconds()
    var reader = BlockReader(text.next)
    var blocks: [TextBlock] = []
    var bytes = 0
    var isWhole = true
    while isWhole, let block = try reader.block() {
      blocks.append(block)
      bytes += block.bytes.count - block.freshStart
      isWhole = bytes <= keptBytes
    }
    var scanner = HintScanner()
    for block in blocks { scanner.read(block) }

    let contexts = try await SearchContexts.open(session, regions: scanner.book.hosts.map(\.region))
    let search = LeakSearch(
      session: session, ledger: LeakLedger(allContexts: contexts.count),
      graves: try await graves(session),
      tell: tell)
    for failure in contexts.failures { search.ledger.fail(failure.context, failure.reason) }
    let book: HintBook
    if isWhole {
      book = scanner.book
      try await search.look(blocks, HintTable(book), book, contexts)
    } else {
      book = try await search.look(blocks, &reader, contexts)
    }
    search.note(book, contexts)
    for match in search.ledger.decide() { tell(.match(match)) }
    let findings = search.ledger.findings(
      pieces: Set(book.strongPieces), unread: book.redacted + book.tooShort,
      milliseconds: Int(((session.clock.seconds() - started) * 1000).rounded()),
      origin: text.origin)
    if contexts.count == 1, findings.matches.isEmpty, let error = contexts.onlyError {
      throw error
    }
    tell(.finished(findings))
  }

  private init(
    session: GatewaySession, ledger: LeakLedger, graves: Graves,
    tell: @escaping @Sendable (LeakEvent) -> Void
  ) {
    self.session = session
    self.ledger = ledger
    self.graves = graves
    self.tell = tell
  }

  /// Says once that values are asked for, before they are.
  func announce() {
    let isFirst = announced.withLock { announced in
      defer { announced = true }
      return !announced
    }
    guard isFirst else { return }
    tell(
      .announced(
        "Asking API Gateway for the values of all keys, to compare them here; CloudTrail may show "
          + "this to a security team as GetApiKeys with includeValues."))
  }

  private static func graves(_ session: GatewaySession) async throws -> Graves {
    do {
      return Graves(try await session.book.opened().tombstones())
    } catch {
      // Without a store nothing was ever revoked from here, as far as can be known.
      return Graves([])
    }
  }

  private func note(_ book: HintBook, _ contexts: SearchContexts) {
    let covered = Set(contexts.sessions.map(\.context.region))
    for host in book.hosts where !covered.contains(host.region) {
      let api = host.apiId.isEmpty ? "an API" : "the API \(host.apiId)"
      ledger.note(
        "The text names \(api) in \(host.region), and no context covers that region: add one to "
          + "contexts in config.yaml, or search with --region \(host.region).")
    }
    if book.redacted > 0 {
      let findings = book.redacted == 1 ? "One finding is" : "\(book.redacted) findings are"
      ledger.note(
        "\(findings) REDACTED and name no key: that is not the same as clean. Let the scanner write "
          + "them unredacted, or with their first characters.")
    }
    if book.tooShort > 0 {
      ledger.note("Fewer than four characters of a value are left readable: too few to compare.")
    }
    if book.isOverfull {
      ledger.note(
        "The text has more pieces that look like keys than are kept; whole values were searched for "
          + "everywhere, parts and hashes only among the first.")
    }
  }
}
