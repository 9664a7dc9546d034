import Foundation

extension JSONReader {
  /// Reads a page of a list.
  ///
  /// The items stand under `item`, or under `items`, or as HAL under `_embedded`, there as a bare
  /// object when there is but one. HAL gives the next page's token in a link.
  mutating func page<Item>(
    _ element: (inout JSONReader) throws(JSONFailure) -> Item
  ) throws(JSONFailure) -> Page<Item> {
    var page = Page<Item>(items: [], position: nil)
    // Pages are asked for with 500; growing by doubling would copy them nine times.
    page.items.reserveCapacity(64)
    let known = try members(of: &page, element)
    if !known { throw failure(.foreign("item")) }
    if page.position == "" { page.position = nil }
    return page
  }

  /// Reads the members of an object; false when it has some and none is of a list.
  @discardableResult
  private mutating func members<Item>(
    of page: inout Page<Item>, _ element: (inout JSONReader) throws(JSONFailure) -> Item
  ) throws(JSONFailure) -> Bool {
    var (isEmpty, isKnown) = (true, false)
    try object { name, reader throws(JSONFailure) in
      isEmpty = false
      isKnown = isKnown || ["item", "items", "_embedded", "_links"].contains(name)
      switch name {
      case "item", "items":
        try reader.list { reader throws(JSONFailure) in
          page.items.append(try element(&reader))
        }
      case "_embedded":
        try reader.members(of: &page, element)
      case "_links":
        if let position = try reader.nextPosition() { page.position = position }
      case "position":
        page.position = try reader.string()
      default: try reader.skip()
      }
    }
    return isEmpty || isKnown
  }

  /// The token in HAL's link to the next page.
  private mutating func nextPosition() throws(JSONFailure) -> String? {
    var position: String?
    try object { name, reader throws(JSONFailure) in
      guard name == "next" else { return try reader.skip() }
      try reader.object { name, reader throws(JSONFailure) in
        guard name == "href" else { return try reader.skip() }
        position = try reader.string().flatMap(Self.position)
      }
    }
    return position
  }

  private static func position(in link: String) -> String? {
    guard let query = link.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
    for pair in query.split(separator: "&") where pair.hasPrefix("position=") {
      return String(pair.dropFirst("position=".count)).removingPercentEncoding
    }
    return nil
  }
}
