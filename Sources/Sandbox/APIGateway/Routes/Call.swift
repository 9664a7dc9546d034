/// A request on its way to its handler: what was asked, with the query read.
struct Call: Sendable {
  /// What is asked.
  let operation: APIGatewayOperation
  /// The path's variable parts, decoded, in order.
  let parameters: [String]
  /// The query's items, decoded.
  let query: [(name: String, value: String)]
  /// The body's bytes.
  let body: [UInt8]
  /// The region of the scope.
  let region: String
  /// Seconds since 1970.
  let now: Double

  /// The first value of a query item; nil when it is missing.
  func item(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// All values of a query item.
  func items(_ name: String) -> [String] {
    query.filter { $0.name == name }.map(\.value)
  }

  /// Whether a query item is `true`.
  func flag(_ name: String) -> Bool {
    item(name)?.lowercased() == "true"
  }

  /// How many things a page may hold: 25 unless asked otherwise, 500 at most.
  func limit() throws(ServiceFault) -> Int {
    guard let text = item("limit"), !text.isEmpty else { return 25 }
    guard let limit = Int(text) else { throw .badRequest("Invalid limit specified") }
    // A limit below one is taken as none given; -1 was recorded so.
    return limit < 1 ? 25 : min(limit, 500)
  }

  /// The time in whole seconds since 1970, as bodies have it.
  var seconds: Int { Int(now.rounded(.down)) }
}
