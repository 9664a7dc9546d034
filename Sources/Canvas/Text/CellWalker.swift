/// Cuts text into what single cells can hold.
///
/// A piece is one spacing scalar with at most four combining marks. Sequences whose width terminals
/// disagree about are reduced to a form that every terminal counts alike: joined emoji to their
/// first one, skin tones and variation selectors dropped, flags to their two letters. Controls,
/// bidirectional marks, invisible, private and unassigned scalars come out as ASCII escapes.
enum CellWalker {
  /// The most scalars in a cell.
  static let scalarLimit = 5

  /// All printable ASCII as strings, so that a cell of it costs no allocation.
  static let ascii: [String] = (0..<128).map { value in
    value >= 0x20 && value < 0x7F ? String(UnicodeScalar(UInt8(value))) : "?"
  }

  /// True when every byte is printable ASCII.
  static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 where byte < 0x20 || byte > 0x7E { return false }
    return true
  }

  /// Box drawing, blocks and shapes (U+2500 to U+25BF) as strings: all of our own drawings.
  static let drawings: [String] = (UInt32(0x2500)..<0x25C0).map { value in
    Unicode.Scalar(value).map { String($0) } ?? "?"
  }

  /// The columns of text that has only printable ASCII and our own drawings; nil for any other.
  static func quickWidth(_ text: String) -> Int? {
    var columns = 0
    // Bytes of a three byte scalar that are still to come, and what they must be.
    var stage = 0
    for byte in text.utf8 {
      if stage == 0 {
        columns += 1
        if byte >= 0x20 && byte <= 0x7E { continue }
        guard byte == 0xE2 else { return nil }
        stage = 1
      } else if stage == 1 {
        guard byte >= 0x94 && byte <= 0x96 else { return nil }
        stage = 2
      } else {
        stage = 0
      }
    }
    return columns
  }

  /// Calls the body with each cell's text and columns until it answers false.
  static func walk(_ text: String, _ body: (_ cell: String, _ columns: Int) -> Bool) {
    if isPlain(text) {
      let ascii = ascii
      for byte in text.utf8 {
        guard body(ascii[Int(byte)], 1) else { return }
      }
      return
    }
    walkScalars(text.unicodeScalars, body)
  }

  /// The ASCII form of a scalar that is not shown itself: `\n`, `\u{1b}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  private static func walkScalars(
    _ scalars: String.UnicodeScalarView, _ body: (String, Int) -> Bool
  ) {
    var pending = Pending()
    for scalar in scalars {
      let value = scalar.value
      if value >= 0x20 && value < 0x7F {
        guard pending.flush(body) else { return }
        pending.begin(scalar, columns: 1)
        continue
      }
      if value >= 0x2500 && value < 0x25C0 {
        guard pending.flush(body) else { return }
        pending.begin(drawing: drawings[Int(value - 0x2500)])
        continue
      }
      switch DisplayClass(scalar) {
      case .zero:
        pending.join(scalar)
      case .escaped:
        guard pending.flush(body) else { return }
        for byte in escape(scalar).utf8 {
          guard body(ascii[Int(byte)], 1) else { return }
        }
      case .narrow, .wide:
        if pending.swallows(scalar) { continue }
        guard pending.flush(body) else { return }
        if let letter = regionalLetter(scalar) {
          guard body(letter, 1) else { return }
        } else {
          pending.begin(scalar, columns: DisplayClass(scalar) == .wide ? 2 : 1)
        }
      }
    }
    _ = pending.flush(body)
  }

  /// `D` for the regional indicator D: half a flag, whose width no two terminals agree upon.
  private static func regionalLetter(_ scalar: Unicode.Scalar) -> String? {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
    return ascii[Int(scalar.value - 0x1F1E6) + 0x41]
  }
}

/// The cell that is being put together.
private struct Pending {
  private var text = ""
  private var columns = 0
  private var scalars = 0
  private var isPictograph = false
  private var isJoined = false

  mutating func begin(_ scalar: Unicode.Scalar, columns: Int) {
    if scalar.value < 0x7F {
      text = CellWalker.ascii[Int(scalar.value)]
    } else {
      text = String(scalar)
    }
    self.columns = columns
    scalars = 1
    isPictograph = scalar.value >= 0x2190 && scalar.properties.isEmoji
    isJoined = false
  }

  mutating func begin(drawing: String) {
    text = drawing
    columns = 1
    scalars = 1
    isPictograph = false
    isJoined = false
  }

  /// Adds a scalar without columns; one that opens the text stands on a dotted circle.
  mutating func join(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x200D:
      isJoined = isPictograph
      return
    case 0x200C, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      return
    default: break
    }
    if scalars == 0 { begin("\u{25CC}", columns: 1) }
    guard scalars < CellWalker.scalarLimit else { return }
    text.unicodeScalars.append(scalar)
    scalars += 1
  }

  /// True when the scalar belongs to the emoji before it and is not shown.
  mutating func swallows(_ scalar: Unicode.Scalar) -> Bool {
    guard isPictograph else { return false }
    if (0x1F3FB...0x1F3FF).contains(scalar.value) { return true }
    guard isJoined, scalar.properties.isEmoji else { return false }
    isJoined = false
    return true
  }

  mutating func flush(_ body: (String, Int) -> Bool) -> Bool {
    guard scalars > 0 else { return true }
    scalars = 0
    isPictograph = false
    isJoined = false
    return body(text, columns)
  }
}
