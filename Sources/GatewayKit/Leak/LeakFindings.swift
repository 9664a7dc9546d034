/// What a leak search ended with.
package struct LeakFindings: Hashable, Sendable {
  /// A context that was not searched, or not to its end.
  package struct NotSearched: Hashable, Sendable {
    /// The context.
    package var context: GatewayContext
    /// Why, as a sentence.
    package var reason: String

    /// Makes one.
    package init(context: GatewayContext, reason: String) {
      self.context = context
      self.reason = reason
    }
  }

  /// What the search took.
  package struct Searched: Hashable, Sendable {
    /// Keys looked at.
    package var keys = 0
    /// Contexts searched to their end.
    package var contexts = 0
    /// Requests sent.
    package var requests = 0
    /// Milliseconds from the first byte to the last match.
    package var milliseconds = 0

    /// Nothing yet.
    package init() {}
  }

  /// One entry a key, in order of lines.
  package var matches: [LeakMatch]
  /// Pieces of the text that look like a key or a part of one, and that no key has.
  package var unmatched: Int
  /// What the search took.
  package var searched: Searched
  /// Contexts that could not be searched; with one of them nothing is never "nothing found".
  package var notSearched: [NotSearched]
  /// Sentences besides: a host of `execute-api` that no context covers, a redacted finding.
  package var notes: [String]
  /// Where the text came from.
  package var origin: String

  /// Makes findings.
  package init(
    matches: [LeakMatch] = [], unmatched: Int = 0, searched: Searched = Searched(),
    notSearched: [NotSearched] = [], notes: [String] = [], origin: String
  ) {
    self.matches = matches
    self.unmatched = unmatched
    self.searched = searched
    self.notSearched = notSearched
    self.notes = notes
    self.origin = origin
  }

  /// Numbers of the different leaks among the matches; more than one is never acted on at once.
  package var leaks: [Int] { Set(matches.map(\.leak)).sorted() }
}
