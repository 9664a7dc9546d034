import Canvas

/// One picture of the screen, ready to be drawn.
struct Frame: Sendable {
  /// The cells.
  var buffer: CellBuffer
  /// How their styles look.
  var sheet: StyleSheet
  /// Where the cursor stands; nil hides it.
  var cursor: Point?
}
