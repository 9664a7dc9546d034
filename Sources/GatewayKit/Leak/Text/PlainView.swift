/// A text with its escapes taken away, for values that have characters which are escaped.
enum PlainView {
  /// `%2B` as `+`. Line ends stay as many as they were.
  static func percent(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "%")) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2])
      {
        result.append(flat(high << 4 | low))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// `\"`, `\/` and `\u002b` as JSON means them. Line ends stay as many as they were.
  static func json(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "\\")) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"):
        result.append(bytes[index + 1])
        index += 2
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        result.append(UInt8(ascii: " "))
        index += 2
      case UInt8(ascii: "u"):
        let digits = bytes[(index + 2)...].prefix(4).compactMap { hex($0) }
        if digits.count == 4, digits[0] == 0, digits[1] == 0 {
          result.append(flat(digits[2] << 4 | digits[3]))
          index += 6
        } else {
          result.append(bytes[index])
          index += 1
        }
      default:
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func flat(_ byte: UInt8) -> UInt8 {
    byte == 0x0A || byte == 0x0D ? UInt8(ascii: " ") : byte
  }

  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
