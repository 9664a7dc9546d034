/// A key and what it does, as the foot and dialogs show it.
package struct KeyHint: Hashable, Sendable {
  /// The key's name: `d`, `enter`, `ctrl-r`.
  package var key: String
  /// What it does: `disable`.
  package var title: String
  /// Rank when there is no room for all: the lowest leave first.
  package var priority: Int

  /// Makes a hint.
  package init(_ key: String, _ title: String, priority: Int = 0) {
    self.key = key
    self.title = title
    self.priority = priority
  }

  /// The hint as a line.
  package var line: Line { Line(key, .accent, .bold) + Line(" " + title) }

  /// As many hints as a width has room for, in their order, the lowest priorities left out.
  package static func line(
    _ hints: [KeyHint], separator: String, width: Int
  ) -> Line {
    var kept = Array(hints.enumerated())
    let gap = Text.width(separator)
    func needed() -> Int {
      kept.reduce(0) { $0 + $1.element.line.width } + max(0, kept.count - 1) * gap
    }
    while kept.count > 1, needed() > width {
      // Of equals the last one leaves first.
      let leaving = kept.indices.min {
        let (left, right) = (kept[$0].element.priority, kept[$1].element.priority)
        return left == right ? $0 > $1 : left < right
      }
      guard let leaving else { break }
      kept.remove(at: leaving)
    }
    var line = Line()
    for (index, hint) in kept.enumerated() {
      if index > 0 { line += Line(separator, .dim) }
      line += hint.element.line
    }
    return line
  }
}
