/// One line of styled text: `Line("Plan  ", .dim) + "basic"`.
package struct Line: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// The pieces from left to right.
  package var spans: [TextSpan]

  /// Makes a line of pieces.
  package init(_ spans: [TextSpan] = []) { self.spans = spans }

  /// Makes a line of one piece.
  package init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) {
    spans = [TextSpan(text, role, attributes)]
  }

  /// Makes a line of plain text.
  package init(stringLiteral value: String) { self.init(value) }

  /// Makes a line of pieces.
  package init(arrayLiteral elements: TextSpan...) { self.init(elements) }

  /// Columns that it takes.
  package var width: Int { spans.reduce(0) { $0 + $1.width } }

  /// The text of all pieces.
  package var text: String { spans.map(\.text).joined() }

  /// True when nothing would be drawn.
  package var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

  /// The line cut to a width, with `…` (or `~`) where something was left out.
  package func clipped(to width: Int, glyphs: GlyphSet = .unicode) -> Line {
    guard self.width > width else { return self }
    var result: [TextSpan] = []
    var left = width
    for (index, span) in spans.enumerated() {
      let needed = span.width
      let isLast = spans[(index + 1)...].allSatisfy(\.text.isEmpty)
      if needed < left || (needed == left && isLast) {
        result.append(span)
        left -= needed
        continue
      }
      // One column more than fits makes the clipping put its marker.
      let text = needed == left ? span.text + " " : span.text
      result.append(TextSpan(Text.clip(text, to: left, glyphs: glyphs), span.style))
      break
    }
    return Line(result)
  }

  /// One line after another on the same row.
  package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

  /// Adds pieces at the end.
  package static func += (left: inout Line, right: Line) { left.spans += right.spans }
}
