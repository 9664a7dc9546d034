/// A piece of text in one style.
package struct TextSpan: Hashable, Sendable {
  /// The text; foreign text is made safe when it is drawn.
  package var text: String
  /// How it looks.
  package var style: Style

  /// Makes a span.
  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Makes a span from a role; the surface is chosen where it is drawn.
  package init(_ text: String, _ role: Role, _ attributes: Attributes = []) {
    self.init(text, Style(role, on: .base, attributes))
  }

  /// Columns that it takes.
  package var width: Int { Text.width(text) }
}
