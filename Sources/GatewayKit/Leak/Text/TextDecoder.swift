/// Turns text with a byte order mark into UTF-8 as it comes in; all other bytes pass as they are.
struct TextDecoder {
  private enum Form {
    case unknown
    case asItIs
    case utf16(isBigEndian: Bool)
  }

  private var form = Form.unknown
  private var start: [UInt8] = []
  private var half: UInt8?
  private var highSurrogate: UInt32?

  /// Appends a piece.
  mutating func decode(_ piece: [UInt8], into output: inout [UInt8]) {
    switch form {
    case .asItIs: output.append(contentsOf: piece)
    case .utf16(let isBigEndian): append16(piece[...], isBigEndian, &output)
    case .unknown:
      start.append(contentsOf: piece)
      if start.count >= 3 { begin(&output) }
    }
  }

  /// Appends what is left at the end of the text.
  mutating func finish(into output: inout [UInt8]) {
    if case .unknown = form { begin(&output) }
    if highSurrogate != nil || half != nil { output.append(contentsOf: "\u{FFFD}".utf8) }
  }

  private mutating func begin(_ output: inout [UInt8]) {
    let first = start
    start = []
    if first.starts(with: [0xFF, 0xFE]) {
      form = .utf16(isBigEndian: false)
      append16(first[2...], false, &output)
    } else if first.starts(with: [0xFE, 0xFF]) {
      form = .utf16(isBigEndian: true)
      append16(first[2...], true, &output)
    } else {
      form = .asItIs
      output.append(contentsOf: first.starts(with: [0xEF, 0xBB, 0xBF]) ? first[3...] : first[...])
    }
  }

  private mutating func append16(
    _ piece: ArraySlice<UInt8>, _ isBigEndian: Bool, _ output: inout [UInt8]
  ) {
    for byte in piece {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
      append(unit: unit, &output)
    }
  }

  private mutating func append(unit: UInt32, _ output: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), &output)
        return
      }
      append(0xFFFD, &output)
    }
    if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else {
      append(unit, &output)
    }
  }

  private func append(_ scalar: UInt32, _ output: inout [UInt8]) {
    let known = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    output.append(contentsOf: String(Character(known)).utf8)
  }
}
