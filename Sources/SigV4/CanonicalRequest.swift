/// A request in the one form that client and service must agree on before they can compare
/// signatures.
package struct CanonicalRequest: Sendable {
  /// The canonical text's bytes.
  let bytes: Bytes
  /// Where the names of the signed headers stand in ``bytes``.
  private let signedHeadersRange: Range<Int>
  /// The body's SHA-256 in hexadecimal digits.
  let payloadHash: Bytes

  /// The canonical text, as the published test suite has it.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
  /// Names of the signed headers, sorted and joined by semicolons.
  package var signedHeaders: String {
    String(decoding: bytes[signedHeadersRange], as: UTF8.self)
  }
  /// The body's SHA-256 in lower-case hexadecimal digits.
  package var payloadHashText: String { String(decoding: payloadHash, as: UTF8.self) }

  private static let emptyPayloadHash = Bytes().sha256Hex

  /// Canonicalises a request; every header given is signed.
  ///
  /// - Parameters:
  ///   - request: the request as it goes over the wire.
  ///   - normalizesPath: removes dot segments and doubled slashes.
  ///   - sendsContentHash: signs `x-amz-content-sha256` with the body's hash as well.
  package init(_ request: SignableRequest, normalizesPath: Bool, sendsContentHash: Bool = false) {
    let payloadHash = request.body.isEmpty ? Self.emptyPayloadHash : request.body.sha256Hex
    self.payloadHash = payloadHash
    var headers = request.headers
    if sendsContentHash {
      headers.removeAll { $0.name.isHeader("x-amz-content-sha256") }
      headers.append(
        SignableRequest.Header(
          "x-amz-content-sha256", String(decoding: payloadHash, as: UTF8.self)))
    }
    let headerBytes = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    // Every byte of path and query may become three, every query part gets an equals sign, every
    // header name is written twice, and the separators are four to a header at most.
    let capacity =
      request.method.utf8.count + 3 * request.path.utf8.count + 4 * request.query.utf8.count
      + 2 * headerBytes + 4 * headers.count + payloadHash.count + 16
    var range = 0..<0
    bytes = Bytes(unsafeUninitializedCapacity: capacity) { memory, count in
      var out = ByteWriter(memory)
      out.append(request.method)
      out.append(0x0A)
      Self.appendPath(request.path, normalized: normalizesPath, to: &out)
      out.append(0x0A)
      Self.appendQuery(request.query, to: &out)
      out.append(0x0A)
      range = Self.appendHeaders(headers, byteCount: headerBytes, to: &out)
      out.append(0x0A)
      out.append(payloadHash)
      count = out.count
    }
    signedHeadersRange = range
  }

  /// Appends the header lines and, after a blank line, the names.
  ///
  /// Names are lower-cased and sorted, values trimmed and folded, and repeated fields joined by
  /// commas in the order in which they came.
  ///
  /// - Returns: where the names stand.
  private static func appendHeaders(
    _ headers: [SignableRequest.Header], byteCount: Int, to out: inout ByteWriter
  ) -> Range<Int> {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, byteCount)) { memory in
      var scratch = ByteWriter(memory)
      var fields: [(name: Range<Int>, value: Range<Int>)] = []
      fields.reserveCapacity(headers.count)
      for header in headers {
        let nameStart = scratch.count
        for byte in header.name.utf8 { scratch.append(byte.asciiLowercased) }
        let valueStart = scratch.count
        var value = header.value
        value.withUTF8 { scratch.appendFolded($0) }
        let field = (name: nameStart..<valueStart, value: valueStart..<scratch.count)
        // Few headers: inserting behind all that are not greater keeps repeated ones in order.
        var index = fields.endIndex
        while index > 0, compare(scratch[fields[index - 1].name], scratch[field.name]) > 0 {
          index -= 1
        }
        fields.insert(field, at: index)
      }
      var previous: Range<Int>?
      for field in fields {
        if let previous, compare(scratch[previous], scratch[field.name]) == 0 {
          out.append(0x2C)
        } else {
          if previous != nil { out.append(0x0A) }
          out.append(scratch[field.name])
          out.append(0x3A)
        }
        out.append(scratch[field.value])
        previous = field.name
      }
      out.append(0x0A)
      out.append(0x0A)
      let start = out.count
      previous = nil
      for field in fields {
        if let previous {
          if compare(scratch[previous], scratch[field.name]) == 0 { continue }
          out.append(0x3B)
        }
        out.append(scratch[field.name])
        previous = field.name
      }
      return start..<out.count
    }
  }

  /// Appends the path, encoded once more than it is on the wire: `%3A` becomes `%253A`.
  private static func appendPath(_ path: String, normalized: Bool, to out: inout ByteWriter) {
    guard !path.isEmpty else {
      out.append(0x2F)
      return
    }
    let path = normalized ? withoutDotSegments(path) : path
    for byte in path.utf8 { out.appendEncoded(byte, keeping: 0x2F) }
  }

  /// The path without `.` and `..` segments and doubled slashes.
  private static func withoutDotSegments(_ path: String) -> String {
    var needsWork = false
    var previous: UInt8 = 0
    for byte in path.utf8 {
      // A segment that begins with a dot is rare; the slow way sorts out which ones matter.
      if previous == 0x2F || previous == 0, byte == 0x2E || (byte == 0x2F && previous == 0x2F) {
        needsWork = true
        break
      }
      previous = byte
    }
    guard needsWork else { return path }
    var segments: [Substring.UTF8View] = []
    for segment in path.utf8.split(separator: 0x2F) where !segment.elementsEqual([0x2E]) {
      if segment.elementsEqual([0x2E, 0x2E]) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    var out = path.utf8.first == 0x2F ? "/" : ""
    out += segments.map { Substring($0) }.joined(separator: "/")
    if path.utf8.last == 0x2F, !segments.isEmpty { out += "/" }
    return out
  }

  /// Appends the query with its parts encoded (what is encoded already stays) and then sorted by
  /// name, and by value where names repeat.
  private static func appendQuery(_ query: String, to out: inout ByteWriter) {
    guard !query.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * query.utf8.count) { memory in
      var scratch = ByteWriter(memory)
      var parts: [(name: Range<Int>, value: Range<Int>)] = []
      var start = 0
      var equals: Int?
      func end(_ scratch: borrowing ByteWriter) {
        let part = (
          name: start..<(equals ?? scratch.count), value: (equals ?? scratch.count)..<scratch.count
        )
        var index = parts.endIndex
        while index > 0 {
          let names = compare(scratch[parts[index - 1].name], scratch[part.name])
          let order =
            names == 0 ? compare(scratch[parts[index - 1].value], scratch[part.value]) : names
          guard order > 0 else { break }
          index -= 1
        }
        parts.insert(part, at: index)
        start = scratch.count
        equals = nil
      }
      for byte in query.utf8 {
        if byte == 0x26 {
          end(scratch)
        } else if byte == 0x3D, equals == nil {
          equals = scratch.count
        } else {
          scratch.appendEncoded(byte, keeping: 0x25)
        }
      }
      end(scratch)
      for (index, part) in parts.enumerated() {
        if index > 0 { out.append(0x26) }
        out.append(scratch[part.name])
        out.append(0x3D)
        out.append(scratch[part.value])
      }
    }
  }
}
