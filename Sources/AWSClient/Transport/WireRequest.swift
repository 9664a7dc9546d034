package import SigV4

/// An HTTP request as it goes on the wire: nothing in it is encoded or changed again.
package struct WireRequest: Sendable, Equatable {
  /// `GET`, `POST`, …
  package var method: String
  /// Where to connect.
  package var endpoint: Endpoint
  /// The path on the request line, percent-encoded.
  package var path: String
  /// The query without `?`, percent-encoded; empty when there is none.
  package var query: String
  /// Header fields in sending order, `Host` among them.
  package var headers: [SignableRequest.Header]
  /// The body's bytes.
  package var body: [UInt8]
  /// Seconds until the whole answer must be there, when that is less than the transport's own.
  package var seconds: Double?
  /// How many bytes of the answer's body are wanted; the rest is not read. All when nil.
  package var wantedBytes: Int?

  /// Makes a request from its parts.
  package init(
    method: String, endpoint: Endpoint, path: String, query: String = "",
    headers: [SignableRequest.Header] = [], body: [UInt8] = [], seconds: Double? = nil,
    wantedBytes: Int? = nil
  ) {
    self.method = method
    self.endpoint = endpoint
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.seconds = seconds
    self.wantedBytes = wantedBytes
  }

  /// What stands on the request line: path, and query when there is one.
  package var target: String { query.isEmpty ? path : path + "?" + query }

  /// The first value of a header, its name in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
