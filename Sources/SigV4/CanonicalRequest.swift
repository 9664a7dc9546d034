/// A request in the one form that client and service must agree on before they can compare
/// signatures.
package struct CanonicalRequest: Sendable {
  /// The canonical text's bytes.
  let bytes: Bytes
  /// Names of the signed headers, sorted and joined by semicolons.
  package let signedHeaders: String
  /// The body's SHA-256 in hexadecimal digits.
  let payloadHash: Bytes

  /// The canonical text, as the published test suite has it.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The body's SHA-256 in lower-case hexadecimal digits.
  package var payloadHashText: String { String(decoding: payloadHash, as: UTF8.self) }

  private static let emptyPayloadHash = Bytes().sha256Hex

  /// Canonicalises a request; every header given is signed.
  ///
  /// - Parameters:
  ///   - request: the request as it goes over the wire.
  ///   - normalizesPath: removes dot segments and doubled slashes.
  ///   - sendsContentHash: adds `x-amz-content-sha256` to the signed headers.
  package init(_ request: SignableRequest, normalizesPath: Bool, sendsContentHash: Bool = false) {
    let payloadHash = request.body.isEmpty ? Self.emptyPayloadHash : request.body.sha256Hex
    self.payloadHash = payloadHash
    var headers = Self.canonical(request.headers)
    if sendsContentHash {
      let name = Bytes("x-amz-content-sha256".utf8)
      headers.removeAll { $0.name == name }
      let index = headers.firstIndex { precedes(name, $0.name) } ?? headers.endIndex
      headers.insert((name, payloadHash), at: index)
    }

    var out = Bytes()
    out.reserveCapacity(512)
    out.append(contentsOf: request.method.utf8)
    out.append(0x0A)
    Self.appendPath(request.path, normalized: normalizesPath, to: &out)
    out.append(0x0A)
    Self.appendQuery(request.query, to: &out)
    out.append(0x0A)
    for header in headers {
      out.append(contentsOf: header.name)
      out.append(0x3A)
      out.append(contentsOf: header.value)
      out.append(0x0A)
    }
    out.append(0x0A)
    let namesStart = out.count
    for (index, header) in headers.enumerated() {
      if index > 0 { out.append(0x3B) }
      out.append(contentsOf: header.name)
    }
    signedHeaders = String(decoding: out[namesStart...], as: UTF8.self)
    out.append(0x0A)
    out.append(contentsOf: payloadHash)
    bytes = out
  }

  /// Lower-cases and sorts names, trims and folds values, joins repeated fields by commas in the
  /// order in which they came.
  private static func canonical(
    _ headers: [SignableRequest.Header]
  ) -> [(name: Bytes, value: Bytes)] {
    var out: [(name: Bytes, value: Bytes)] = []
    out.reserveCapacity(headers.count + 1)
    for header in headers {
      let name = header.name.utf8.map(\.asciiLowercased)
      let value = folded(header.value)
      // Few headers: a linear search keeps the order of repeated fields and beats a dictionary.
      if let same = out.firstIndex(where: { $0.name == name }) {
        out[same].value.append(0x2C)
        out[same].value.append(contentsOf: value)
        continue
      }
      let index = out.firstIndex { precedes(name, $0.name) } ?? out.endIndex
      out.insert((name, value), at: index)
    }
    return out
  }

  /// The value without white space at its ends and with runs inside made one space.
  private static func folded(_ value: String) -> Bytes {
    var out = Bytes()
    out.reserveCapacity(value.utf8.count)
    var pendingSpace = false
    for byte in value.utf8 {
      if byte.isWhitespace {
        pendingSpace = !out.isEmpty
        continue
      }
      if pendingSpace {
        out.append(0x20)
        pendingSpace = false
      }
      out.append(byte)
    }
    return out
  }

  /// Appends the path, encoded once more than it is on the wire: `%3A` becomes `%253A`.
  private static func appendPath(_ path: String, normalized: Bool, to out: inout Bytes) {
    guard !path.isEmpty else {
      out.append(0x2F)
      return
    }
    var segments: [Substring.UTF8View] = []
    let utf8 = path.utf8[...]
    if normalized {
      for segment in utf8.split(separator: 0x2F) where !segment.elementsEqual([0x2E]) {
        if segment.elementsEqual([0x2E, 0x2E]) {
          _ = segments.popLast()
        } else {
          segments.append(segment)
        }
      }
      if utf8.first == 0x2F { out.append(0x2F) }
    } else {
      segments = utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
    }
    for (index, segment) in segments.enumerated() {
      if index > 0 { out.append(0x2F) }
      for byte in segment {
        if byte.isUnreserved { out.append(byte) } else { out.appendPercentEncoded(byte) }
      }
    }
    if normalized, utf8.last == 0x2F, !segments.isEmpty { out.append(0x2F) }
  }

  /// Appends the query with its parts encoded (what is encoded already stays) and then sorted by
  /// name, and by value where names repeat.
  private static func appendQuery(_ query: String, to out: inout Bytes) {
    guard !query.isEmpty else { return }
    var parts: [(name: Bytes, value: Bytes)] = []
    for part in query.utf8.split(separator: 0x26, omittingEmptySubsequences: false) {
      let equals = part.firstIndex(of: 0x3D)
      let name = encodedQueryPart(part[..<(equals ?? part.endIndex)])
      let value = equals.map { encodedQueryPart(part[part.index(after: $0)...]) } ?? []
      parts.append((name, value))
    }
    if parts.count > 1 {
      parts.sort { left, right in
        left.name == right.name
          ? precedes(left.value, right.value) : precedes(left.name, right.name)
      }
    }
    for (index, part) in parts.enumerated() {
      if index > 0 { out.append(0x26) }
      out.append(contentsOf: part.name)
      out.append(0x3D)
      out.append(contentsOf: part.value)
    }
  }

  private static func encodedQueryPart(_ part: Substring.UTF8View) -> Bytes {
    var out = Bytes()
    out.reserveCapacity(part.count)
    for byte in part {
      if byte.isUnreserved || byte == 0x25 {
        out.append(byte)
      } else {
        out.appendPercentEncoded(byte)
      }
    }
    return out
  }
}
