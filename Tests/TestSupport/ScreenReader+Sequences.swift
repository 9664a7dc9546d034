extension ScreenReader {
  /// What has been read of a sequence.
  struct Parser: Sendable {
    enum State: Sendable {
      case ground
      case escape
      case charset
      case control
      case string
      case stringEscape
    }

    var state = State.ground
    var parameters: [UInt8] = []
    var string: [UInt8] = []
    var utf8: [UInt8] = []
    var expected = 0
  }

  /// Takes what a program sent.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { feed(byte) }
  }

  private mutating func feed(_ byte: UInt8) {
    switch parser.state {
    case .ground: ground(byte)
    case .escape: escape(byte)
    case .charset: parser.state = .ground
    case .control:
      if (0x40...0x7E).contains(byte) {
        parser.state = .ground
        control(byte)
      } else {
        parser.parameters.append(byte)
      }
    case .string:
      if byte == 0x07 {
        endString()
      } else if byte == 0x1B {
        parser.state = .stringEscape
      } else {
        parser.string.append(byte)
      }
    case .stringEscape:
      if byte == 0x5C {
        endString()
      } else {
        parser.string += [0x1B, byte]
        parser.state = .string
      }
    }
  }

  private mutating func ground(_ byte: UInt8) {
    if byte >= 0x80 || parser.expected > 0 {
      character(byte)
      return
    }
    switch byte {
    case 0x07: bells += 1
    case 0x08: move(x: cursor.x - 1, y: cursor.y)
    case 0x09: move(x: (cursor.x / 8 + 1) * 8, y: cursor.y)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(x: 0, y: cursor.y)
    case 0x1B: parser.state = .escape
    case 0x00..<0x20, 0x7F: break
    default: print(Unicode.Scalar(byte))
    }
  }

  private mutating func character(_ byte: UInt8) {
    if parser.expected == 0 {
      parser.utf8 = []
      parser.expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    }
    parser.utf8.append(byte)
    guard parser.utf8.count == parser.expected else { return }
    parser.expected = 0
    for scalar in String(decoding: parser.utf8, as: UTF8.self).unicodeScalars { print(scalar) }
  }

  private mutating func escape(_ byte: UInt8) {
    parser.state = .ground
    switch byte {
    case UInt8(ascii: "["):
      parser.parameters = []
      parser.state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      parser.string = [byte]
      parser.state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"): parser.state = .charset
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"): move(x: savedCursor.x, y: savedCursor.y)
    case UInt8(ascii: "M"): reverseLineFeed()
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      cursor.x = 0
      lineFeed()
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "g"): break
    case UInt8(ascii: "c"): self = ScreenReader(columns: columns, rows: rows)
    default: unknown.append("ESC \(Character(Unicode.Scalar(byte)))")
    }
  }

  private mutating func endString() {
    parser.state = .ground
    let text = String(decoding: parser.string.dropFirst(), as: UTF8.self)
    if text.hasPrefix("0;") || text.hasPrefix("2;") {
      title = String(text.dropFirst(2))
    } else if text.hasPrefix("52;") {
      clipboard = String(text.split(separator: ";", omittingEmptySubsequences: false).last ?? "")
    } else {
      unknown.append("string \(text)")
    }
  }

  private mutating func control(_ final: UInt8) {
    let text = String(decoding: parser.parameters, as: UTF8.self)
    let isPrivate = text.hasPrefix("?")
    let numbers = text.drop { !$0.isNumber && $0 != ";" }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch Character(Unicode.Scalar(final)) {
    case "m", "t", "n", "c", "q", "p": break
    case "h" where isPrivate, "l" where isPrivate:
      for mode in numbers { set(mode, Character(Unicode.Scalar(final)) == "h") }
    case "h", "l": break
    case "H", "f":
      move(x: max(1, numbers.dropFirst().first ?? 1) - 1, y: count - 1)
    case "A": move(x: cursor.x, y: cursor.y - count)
    case "B", "e": move(x: cursor.x, y: cursor.y + count)
    case "C", "a": move(x: cursor.x + count, y: cursor.y)
    case "D": move(x: cursor.x - count, y: cursor.y)
    case "E": move(x: 0, y: cursor.y + count)
    case "F": move(x: 0, y: cursor.y - count)
    case "G", "`": move(x: count - 1, y: cursor.y)
    case "d": move(x: cursor.x, y: count - 1)
    case "J": eraseScreen(first)
    case "K": eraseLine(first)
    case "X": erase(row: cursor.y, cursor.x..<min(columns, cursor.x + count))
    case "@": shift(by: count)
    case "P": shift(by: -count)
    case "L": scroll(up: -count, from: cursor.y)
    case "M": scroll(up: count, from: cursor.y)
    case "S": scroll(up: count)
    case "T": scroll(up: -count)
    case "b": if let lastPrinted { for _ in 0..<count { print(lastPrinted) } }
    case "Z": move(x: (max(0, cursor.x - 1) / 8) * 8, y: cursor.y)
    case "I": move(x: (cursor.x / 8 + count) * 8, y: cursor.y)
    case "r": setRegion(numbers)
    case "s": savedCursor = cursor
    case "u": move(x: savedCursor.x, y: savedCursor.y)
    default: unknown.append("CSI \(text)\(Character(Unicode.Scalar(final)))")
    }
  }

  private mutating func set(_ mode: Int, _ isOn: Bool) {
    if [47, 1047, 1049].contains(mode) {
      showAlternate(isOn)
    } else if isOn {
      modes.insert(mode)
    } else {
      modes.remove(mode)
    }
  }

  private mutating func setRegion(_ numbers: [Int]) {
    let top = max(1, numbers.first ?? 1) - 1
    let bottom = min(rows, numbers.dropFirst().first ?? rows) - 1
    region = top < bottom ? top...bottom : 0...(rows - 1)
    move(x: 0, y: 0)
  }

  private mutating func eraseScreen(_ kind: Int) {
    switch kind {
    case 0:
      eraseLine(0)
      for y in (cursor.y + 1)..<max(rows, cursor.y + 1) { erase(row: y, 0..<columns) }
    case 1:
      eraseLine(1)
      for y in 0..<cursor.y { erase(row: y, 0..<columns) }
    default:
      for y in 0..<rows { erase(row: y, 0..<columns) }
    }
  }

  private mutating func eraseLine(_ kind: Int) {
    switch kind {
    case 0: erase(row: cursor.y, cursor.x..<columns)
    case 1: erase(row: cursor.y, 0..<(cursor.x + 1))
    default: erase(row: cursor.y, 0..<columns)
    }
  }

  /// Inserts blanks at the cursor, or removes cells when negative.
  private mutating func shift(by count: Int) {
    for _ in 0..<min(abs(count), columns) {
      if count > 0 {
        grid[cursor.y].insert(" ", at: cursor.x)
        grid[cursor.y].removeLast()
      } else {
        grid[cursor.y].remove(at: cursor.x)
        grid[cursor.y].append(" ")
      }
    }
  }
}
