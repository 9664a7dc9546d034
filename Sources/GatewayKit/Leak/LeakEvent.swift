/// What a leak search tells while it goes on.
package enum LeakEvent: Hashable, Sendable {
  /// How far it is.
  package struct Progress: Hashable, Sendable {
    /// Keys looked at.
    package var keys: Int
    /// Pages of keys looked at.
    package var pages: Int
    /// Contexts searched to their end.
    package var contexts: Int
    /// Contexts in all.
    package var allContexts: Int

    /// Makes one.
    package init(keys: Int, pages: Int, contexts: Int, allContexts: Int) {
      self.keys = keys
      self.pages = pages
      self.contexts = contexts
      self.allContexts = allContexts
    }
  }

  /// Values of keys are asked for from here on; a security team may see it in CloudTrail.
  case announced(String)
  /// How far it is.
  case progress(Progress)
  /// A key that the text names; it stands, whatever follows. The same id again replaces it.
  case match(LeakMatch)
  /// The end.
  case finished(LeakFindings)
}
