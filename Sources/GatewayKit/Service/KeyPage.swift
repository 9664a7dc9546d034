package import Foundation

/// A page of keys on its way to a table.
package struct KeyPage: Hashable, Sendable {
  /// The keys in the service's order.
  package var keys: [APIKey]
  /// Pages so far, this one included.
  package var number: Int
  /// True for the last one.
  package var isLast: Bool
  /// When it came.
  package var fetchedAt: Date
  /// Set instead of things when one of several contexts has no more to give.
  package var failure: ContextFailure?

  /// Makes a page.
  package init(
    keys: [APIKey], number: Int, isLast: Bool, fetchedAt: Date,
    failure: ContextFailure? = nil
  ) {
    self.keys = keys
    self.number = number
    self.isLast = isLast
    self.fetchedAt = fetchedAt
    self.failure = failure
  }
}
