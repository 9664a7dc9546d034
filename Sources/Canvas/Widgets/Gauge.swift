/// How full something is: a bar and its percentage, or words when it is more than full.
package struct Gauge: Widget {
  /// Used of the whole, 1 is full; nil when it is not known.
  package var fraction: Double?
  /// Words instead of the bar when the fraction is above 1, such as `over by 1,203`.
  package var overText: String
  /// From where the bar warns.
  package var warnAt: Double
  /// From where it alarms.
  package var dangerAt: Double

  /// Makes a gauge.
  package init(
    _ fraction: Double?, overText: String = "over", warnAt: Double = 0.7, dangerAt: Double = 1
  ) {
    self.fraction = fraction
    self.overText = overText
    self.warnAt = warnAt
    self.dangerAt = dangerAt
  }

  /// The role of the bar.
  package var role: Role {
    guard let fraction else { return .dim }
    if fraction >= dangerAt { return .danger }
    return fraction >= warnAt ? .warn : .chart1
  }

  /// Bar and percentage in exactly a width; the percentage alone where there is no room for a bar.
  package func line(width: Int, glyphs: GlyphSet) -> Line {
    guard width > 0 else { return [] }
    guard let fraction, fraction.isFinite else {
      return Line(Text.pad(Glyphs(glyphs).none, to: width, glyphs: glyphs), .dim)
    }
    if fraction > 1 {
      let words = Text.width(overText) <= width ? overText : "over"
      return Line(Text.pad(words, to: width, glyphs: glyphs), role, .bold)
    }
    let percent = Figures.percent(fraction)
    let figure = Text.pad(percent, to: 5, .right)
    guard width >= 9 else {
      return Line(Text.pad(percent, to: width, .right, glyphs: glyphs), role)
    }
    return Line(bar(fraction, width: width - 5, glyphs: glyphs), role) + Line(figure)
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    buffer.put(
      line(width: rect.width, glyphs: glyphs), at: Point(x: rect.x, y: rect.y), in: rect)
  }

  private func bar(_ fraction: Double, width: Int, glyphs: GlyphSet) -> String {
    let share = min(1, max(0, fraction))
    guard glyphs == .unicode else {
      let inner = width - 2
      let filled = Int((share * Double(inner)).rounded(.down))
      return "[" + String(repeating: "#", count: filled)
        + String(repeating: " ", count: inner - filled) + "]"
    }
    let eighths = Int((share * Double(width * 8)).rounded(.down))
    let full = eighths / 8
    var text = String(repeating: "█", count: full)
    if full < width {
      let rest = share > 0 && eighths == 0 ? 1 : eighths % 8
      text += Glyphs(.unicode).leftBlock(eighths: rest)
      text += String(repeating: " ", count: width - full - 1)
    }
    return text
  }
}
