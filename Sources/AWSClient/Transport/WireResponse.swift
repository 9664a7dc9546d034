package import SigV4

/// An HTTP answer whose body has come in whole.
package struct WireResponse: Sendable, Equatable {
  /// The status code.
  package var status: Int
  /// Header fields as received.
  package var headers: [SignableRequest.Header]
  /// The body's bytes.
  package var body: [UInt8]

  /// Makes an answer from its parts.
  package init(status: Int, headers: [SignableRequest.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, its name in any case.
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}
