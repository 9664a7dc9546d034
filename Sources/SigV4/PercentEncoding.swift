/// Percent-encoding as AWS wants it on the wire.
package enum PercentEncoding {
  /// Encodes every byte of the UTF-8 text that is not unreserved (RFC 3986), with upper-case digits:
  /// right for a path segment, a query name or a query value, `/` and `:` included.
  package static func encode(_ text: String) -> String {
    String(unsafeUninitializedCapacity: 3 * text.utf8.count) { memory in
      var out = ByteWriter(memory)
      for byte in text.utf8 { out.appendEncoded(byte) }
      return out.count
    }
  }

  /// Decodes `%XX`; nil when a percent sign is not followed by two digits or the result is no UTF-8.
  package static func decode(_ text: String) -> String? {
    var out = Bytes()
    out.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        out.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      out.append(high << 4 | low)
    }
    return String(validating: out, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
