import Crypto
import Foundation
import Synchronization

/// What a search has found so far, from all contexts together.
final class LeakLedger: Sendable {
  /// What makes two matches one leak.
  enum Identity: Hashable, Sendable {
    /// A value, as a hash that lives as long as the search.
    case value([UInt8])
    /// A key whose value is not known.
    case key(String)

    /// The identity of a value.
    static func of(_ value: some Sequence<UInt8>) -> Identity {
      .value(Array(SHA256.hash(data: Array(value))))
    }
  }

  private struct State {
    var matches: [String: LeakMatch] = [:]
    var leaks: [Identity: Int] = [:]
    /// Pieces that some key explains, and those that one explains beyond doubt, by context.
    var explained: Set<Int> = []
    var settled: [GatewayContext: Set<Int>] = [:]
    /// Matches of hints that become certain when they are of one leak alone.
    var deciding: [Int: Set<String>] = [:]
    var searched = LeakFindings.Searched()
    var pages = 0
    var notSearched: [LeakFindings.NotSearched] = []
    var notes: [String] = []
  }

  private let state = Mutex(State())
  private let allContexts: Int

  init(allContexts: Int) { self.allContexts = allContexts }

  /// Takes a sighting of a key in. Returns the match when it is new or says more than before.
  func add(
    _ sighting: Sighting, of key: APIKey, identity: Identity?, revokedAt: Date?
  ) -> LeakMatch? {
    state.withLock { state in
      state.explained.formUnion(sighting.pieces)
      if sighting.confidence == .exact {
        state.settled[key.context, default: []].formUnion(sighting.pieces)
      }
      let own = "\(key.context.profile)/\(key.context.region)/\(key.id.wire)"
      let identity = identity ?? .key(own)
      let known = state.matches[own]
      let leak = known?.leak ?? state.leaks[identity] ?? Set(state.leaks.values).count + 1
      state.leaks[identity] = leak
      if let hint = sighting.deciding { state.deciding[hint, default: []].insert(own) }
      var match = LeakMatch(
        key: key, evidence: sighting.evidence, confidence: sighting.confidence,
        line: sighting.line, words: Self.words(sighting.words, key), leak: leak,
        revokedAt: revokedAt)
      if let known {
        var better = Self.rank(match) < Self.rank(known) ? match : known
        better.line = min(known.line, match.line)
        better.key.plans = known.key.plans ?? key.plans
        better.revokedAt = known.revokedAt ?? revokedAt
        match = better
        guard match != known else { return nil }
      }
      state.matches[own] = match
      return match
    }
  }

  /// Adds the plans of a key that was found.
  func add(plans: [PlanReference], to id: String) -> LeakMatch? {
    state.withLock { state in
      guard var match = state.matches[id] else { return nil }
      match.key.plans = plans
      state.matches[id] = match
      return match
    }
  }

  /// Makes certain what only one leak can mean. Returns the matches that this changed.
  ///
  /// Where a context was not searched, another key may have the same part: then nothing is certain.
  func decide() -> [LeakMatch] {
    state.withLock { state in
      guard state.notSearched.isEmpty else { return [] }
      var changed: [LeakMatch] = []
      for ids in state.deciding.values {
        let leaks = Set(ids.compactMap { state.matches[$0]?.leak })
        guard leaks.count == 1 else { continue }
        for id in ids.sorted() {
          guard var match = state.matches[id], match.confidence == .candidate else { continue }
          match.confidence = .certain
          state.matches[id] = match
          changed.append(match)
        }
      }
      return changed
    }
  }

  /// Whether a context has everything that the text names, beyond doubt.
  func isSettled(_ context: GatewayContext, _ pieces: Set<Int>) -> Bool {
    !pieces.isEmpty && unsettled(context, pieces).isEmpty
  }

  /// The pieces that a context has no certain key for.
  func unsettled(_ context: GatewayContext, _ pieces: Set<Int>) -> Set<Int> {
    state.withLock { pieces.subtracting($0.settled[context] ?? []) }
  }

  /// The matches of a context.
  func matches(in context: GatewayContext) -> [LeakMatch] {
    state.withLock { state in
      state.matches.values.filter { $0.key.context == context }.sorted { $0.id < $1.id }
    }
  }

  /// Counts a request.
  func countRequests(_ number: Int = 1) {
    state.withLock { $0.searched.requests += number }
  }

  /// Counts keys that were looked at, and a page of them.
  func count(keys: Int, pages: Int = 0) {
    state.withLock { state in
      state.searched.keys += keys
      state.pages += pages
    }
  }

  /// A context was searched to its end.
  func countContext() { state.withLock { $0.searched.contexts += 1 } }

  /// A context was not.
  func fail(_ context: GatewayContext, _ reason: String) {
    state.withLock { $0.notSearched.append(.init(context: context, reason: reason)) }
  }

  /// Something besides.
  func note(_ sentence: String) {
    state.withLock { state in
      if !state.notes.contains(sentence) { state.notes.append(sentence) }
    }
  }

  /// Requests so far.
  var requests: Int { state.withLock { $0.searched.requests } }

  /// How far it is.
  var progress: LeakEvent.Progress {
    state.withLock { state in
      LeakEvent.Progress(
        keys: state.searched.keys, pages: state.pages, contexts: state.searched.contexts,
        allContexts: allContexts)
    }
  }

  /// Everything.
  func findings(
    pieces: Set<Int>, unread: Int, milliseconds: Int, origin: String
  ) -> LeakFindings {
    state.withLock { state in
      var searched = state.searched
      searched.milliseconds = milliseconds
      return LeakFindings(
        matches: state.matches.values.sorted {
          ($0.line, $0.leak, $0.id) < ($1.line, $1.leak, $1.id)
        },
        unmatched: pieces.subtracting(state.explained).count + unread, searched: searched,
        notSearched: state.notSearched, notes: state.notes, origin: origin)
    }
  }

  private static func words(_ words: String, _ key: APIKey) -> String {
    guard !key.isEnabled else { return words }
    guard let changed = key.lastUpdatedDate else { return "\(words); disabled already" }
    return "\(words); disabled already, last changed \(changed.iso8601)"
  }

  private static func rank(_ match: LeakMatch) -> (Int, Int) {
    let confidence = LeakMatch.Confidence.allCases.firstIndex(of: match.confidence) ?? 0
    let evidence = LeakMatch.Evidence.allCases.firstIndex(of: match.evidence) ?? 0
    return (confidence, evidence)
  }
}
