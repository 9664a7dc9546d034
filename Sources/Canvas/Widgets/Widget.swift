/// Something that can be drawn into a rectangle: a value with its inputs, and no state of its own.
package protocol Widget {
  /// Draws it; nothing outside the rectangle changes.
  func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet)
}
