/// A paragraph of a ``Dialog``.
package enum DialogRow: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Text over the whole width, wrapped.
  case text(Line)
  /// A label, and text that is wrapped beside it; the labels of a dialog stand in one column.
  case labelled(String, Line)
  /// A line that is not wrapped: a request, a command. Clipped at the edge.
  case verbatim(Line)
  /// An empty row.
  case gap

  /// A paragraph of plain text.
  package init(stringLiteral value: String) { self = .text(Line(value)) }

  /// Columns of the label.
  var labelWidth: Int {
    if case .labelled(let label, _) = self { return Text.width(label) }
    return 0
  }

  /// Its rows in a width.
  func rows(width: Int, labelWidth: Int) -> [Line] {
    switch self {
    case .text(let line):
      return line.wrapped(to: width)
    case .verbatim(let line):
      return [line]
    case .gap:
      return [Line()]
    case .labelled(let label, let line):
      let indent = labelWidth + 3
      guard width > indent + 4 else {
        return (Line(label + " ", .dim) + line).wrapped(to: width)
      }
      let name = Line(Text.pad(Text.clip(label, to: labelWidth), to: indent), .dim)
      let blank = Line(String(repeating: " ", count: indent))
      return line.wrapped(to: width - indent).enumerated().map { offset, row in
        (offset == 0 ? name : blank) + row
      }
    }
  }
}
