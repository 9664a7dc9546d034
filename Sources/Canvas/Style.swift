/// What a piece of text is for; themes turn roles into colours, so that no view names a colour.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  /// Ordinary text.
  case text
  /// Text of lesser rank: labels, units, ages. Contrast at least 3.
  case dim
  /// Selection, focus, names of keys to press.
  case accent
  /// Well.
  case ok
  /// Needs attention soon.
  case warn
  /// Hurts now.
  case danger
  /// First series of a chart.
  case chart1
  /// Second series of a chart.
  case chart2
  /// Third series of a chart.
  case chart3
  /// Fourth series of a chart.
  case chart4
}

/// What lies behind a piece of text.
package enum Surface: UInt8, Hashable, Sendable, CaseIterable {
  /// The screen.
  case base
  /// Header and foot.
  case bar
  /// The row under the cursor, a chosen button.
  case selection
  /// A dialog.
  case dialog
  /// A text field.
  case field
}

/// Attributes that need no colour.
package struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits.
  package let rawValue: UInt8

  /// Makes a set from its bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bold or bright.
  package static let bold = Attributes(rawValue: 1)
  /// Underlined.
  package static let underline = Attributes(rawValue: 2)
  /// Foreground and background exchanged.
  package static let reverse = Attributes(rawValue: 4)
  /// Half bright.
  package static let dim = Attributes(rawValue: 8)
  /// Italic, where the terminal has it.
  package static let italic = Attributes(rawValue: 16)
}

/// How a cell looks, in roles.
package struct Style: Hashable, Sendable {
  /// The text's role.
  package var role: Role
  /// What lies behind it.
  package var surface: Surface
  /// Attributes asked for besides what the theme adds.
  package var attributes: Attributes

  /// Makes a style.
  package init(_ role: Role = .text, on surface: Surface = .base, _ attributes: Attributes = []) {
    self.role = role
    self.surface = surface
    self.attributes = attributes
  }

  /// Ordinary text on the screen.
  package static let plain = Style()

  /// The same text on another surface.
  package func on(_ surface: Surface) -> Style { Style(role, on: surface, attributes) }

  /// The same with more attributes.
  package func adding(_ more: Attributes) -> Style {
    Style(role, on: surface, attributes.union(more))
  }
}

/// A colour as a terminal can be told it.
package enum TerminalColor: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the 256 (or, below 16, the 16) indexed colours.
  case indexed(UInt8)
  /// 24 bit colour.
  case rgb(UInt8, UInt8, UInt8)
}

/// How a cell looks, in what a terminal can be told: the result of applying a theme to a ``Style``.
package struct Appearance: Hashable, Sendable {
  /// Colour of the text.
  package var foreground: TerminalColor
  /// Colour behind it.
  package var background: TerminalColor
  /// Attributes to switch on.
  package var attributes: Attributes

  /// Makes an appearance.
  package init(
    foreground: TerminalColor = .standard, background: TerminalColor = .standard,
    attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// How many colours a terminal shows.
package enum ColorTier: String, Hashable, Sendable, CaseIterable {
  /// None: attributes only (`NO_COLOR`, `dumb`, vt100).
  case mono
  /// The 8 or 16 ANSI colours.
  case ansi16 = "16"
  /// The 256 colour cube.
  case indexed256 = "256"
  /// 24 bit colour.
  case truecolor
}

/// Which glyphs a terminal shows.
package enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// Nothing above 0x7E.
  case ascii
  /// Box drawing and block elements.
  case unicode
}

/// The appearance of every style under one theme and colour tier.
package struct StyleSheet: Sendable {
  /// Looks one style up.
  ///
  /// Pure and quick; the terminal caches what it gets.
  package var appearance: @Sendable (Style) -> Appearance
  /// Tells sheets apart, so that the terminal can drop what it cached: `name/tier`.
  package var id: String

  /// Makes a sheet.
  package init(id: String, appearance: @escaping @Sendable (Style) -> Appearance) {
    self.id = id
    self.appearance = appearance
  }
}
