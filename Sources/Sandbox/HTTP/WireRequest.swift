/// A request as it stood on the wire: nothing decoded, nothing put in order.
struct WireRequest: Sendable {
  /// `GET`, `POST`, …
  var method: String
  /// The path on the request line, percent-encoded as sent.
  var path: String
  /// The query on the request line without `?`, percent-encoded as sent.
  var query: String
  /// All header fields in the order sent, `Host` among them.
  var headers: [(name: String, value: String)]
  /// The body's bytes.
  var body: [UInt8]

  /// Splits a request target as it stood on the request line.
  init(
    method: String, target: String, headers: [(name: String, value: String)], body: [UInt8]
  ) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.method = method
    self.path = parts.first.map(String.init) ?? "/"
    self.query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers
    self.body = body
  }

  /// The first header field of a name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  /// The path's parts, each decoded by itself, so that `%2F` does not part anything.
  var segments: [String] {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    if parts.last?.isEmpty == true { parts = parts.dropLast() }
    return parts.map { PercentCoding.decoded($0) }
  }

  /// The query's names and values, decoded, in the order sent.
  var queryItems: [(name: String, value: String)] {
    PercentCoding.formItems(query)
  }
}
