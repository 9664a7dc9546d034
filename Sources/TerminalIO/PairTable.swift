import CTerminal
import Canvas

/// Gives out numbers of colour pairs, each defined once.
struct PairTable {
  /// A foreground and a background as ncurses numbers them.
  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private let tier: ColorTier
  private let colors: Int
  private var pairs: [Colors: Int32] = [:]

  /// Makes a table for a tier on a terminal that has so many colours.
  init(tier: ColorTier, colors: Int) {
    self.tier = tier
    self.colors = colors
  }

  /// The pair for an appearance; 0, the terminal's own colours, when there is no room for more.
  mutating func pair(for appearance: Appearance) -> Int32 {
    let wanted = Colors(
      foreground: ColorCode.number(of: appearance.foreground, tier: tier, colors: colors),
      background: ColorCode.number(of: appearance.background, tier: tier, colors: colors))
    if wanted.foreground < 0, wanted.background < 0 { return 0 }
    if let known = pairs[wanted] { return known }
    let next = Int32(pairs.count + 1)
    guard ct_define_pair(next, wanted.foreground, wanted.background) else { return 0 }
    pairs[wanted] = next
    return next
  }
}
