/// How a Unicode scalar takes its place on a screen.
enum DisplayClass: UInt32 {
  /// One column.
  case narrow = 0
  /// Two columns.
  case wide = 1
  /// No column of its own: it joins the cell before it.
  case zero = 2
  /// Never sent to a terminal: shown as an ASCII escape.
  case escaped = 3

  /// The class of a scalar.
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x300 {
      // Latin: printable but for the controls and the soft hyphen.
      let isControl = value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xAD
      self = isControl ? .escaped : .narrow
      return
    }
    var low = 0
    var high = WidthTable.boundaries.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if WidthTable.boundaries[middle] >> 2 <= value { low = middle } else { high = middle }
    }
    self = DisplayClass(rawValue: WidthTable.boundaries[low] & 3) ?? .escaped
  }
}
