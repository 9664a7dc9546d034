/// Writes an array in pieces, so that a long list is on its way while the rest still comes. Each item
/// stands on a line of its own, or is laid out over several for eyes.
struct JSONArray {
  private let isPretty: Bool
  private var isEmpty = true

  /// Begins an array.
  init(isPretty: Bool) {
    self.isPretty = isPretty
  }

  /// The text of some more items.
  mutating func add(_ items: [JSONValue]) -> String {
    var text = ""
    for item in items {
      text += isEmpty ? "[\n" : ",\n"
      isEmpty = false
      text += isPretty ? "  " + item.pretty(indent: 1) : item.compact
    }
    return text
  }

  /// The text that ends it.
  func end() -> String { isEmpty ? "[]\n" : "\n]\n" }
}
