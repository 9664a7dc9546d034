import Canvas

/// One thing read from the terminal, before it is a key.
enum RawInput: Hashable {
  /// A Unicode scalar.
  case scalar(UInt32)
  /// A key that the terminal has a name for; nil for one that the program does not use.
  case named(Key?)
  /// The mouse.
  case mouse(MouseEvent)
}
