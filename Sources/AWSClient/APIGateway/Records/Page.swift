/// A page of a list, with the token of the next one.
package struct Page<Item: Sendable & Equatable>: Sendable, Equatable {
  /// The items in the service's order (API Gateway: newest first).
  package var items: [Item]
  /// What to pass as `position` for the next page; nil on the last one.
  package var position: String?

  /// Makes a page.
  package init(items: [Item], position: String?) {
    self.items = items
    self.position = position
  }
}
