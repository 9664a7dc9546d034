/// The parts of an HTTP request that a signature covers, exactly as they stand on the wire.
package struct SignableRequest: Sendable, Equatable {
  /// A header field as sent; names in any case.
  package struct Header: Sendable, Equatable {
    /// The field's name as sent.
    package var name: String
    /// The field's value as sent, folding and surplus spaces included.
    package var value: String

    /// Makes a header field.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `GET`, `POST`, …
  package var method: String
  /// The path on the request line, percent-encoded as sent: `/tags/arn%3Aaws…`. It is normalised
  /// and encoded once more for the canonical request, as every service but S3 wants it.
  package var path: String
  /// The query on the request line without `?`, percent-encoded as sent; empty when there is none.
  package var query: String
  /// All header fields that are to be signed, `Host` among them.
  package var headers: [Header]
  /// The body's bytes.
  package var body: [UInt8]

  /// Makes a request from its parts.
  package init(
    method: String, path: String, query: String = "", headers: [Header], body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}
