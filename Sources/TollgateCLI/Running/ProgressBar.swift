/// A line on stderr for work that lasts: shown from the second second on, and only on a terminal.
struct ProgressBar {
  private let total: Int?
  private let noun: String
  private let world: World
  private let start: Double
  private var isShown = false

  /// Begins; `total` nil counts without an end.
  init(total: Int?, noun: String = "done", world: World) {
    self.total = total
    self.noun = noun
    self.world = world
    start = world.uptime()
  }

  /// Shows how far the work is.
  mutating func show(done: Int) {
    guard world.terminals.error, world.uptime() - start > 1 else { return }
    isShown = true
    world.writeError("\r\u{1B}[K" + Self.text(done: done, total: total, noun: noun))
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { world.writeError("\r\u{1B}[K") }
    isShown = false
  }

  /// `[######              ] 12 of 40 done`, or `1,500 keys`.
  static func text(done: Int, total: Int?, noun: String) -> String {
    guard let total, total > 0 else { return "\(done.grouped) \(noun)" }
    let cells = 20
    let filled = min(cells, done * cells / total)
    let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: cells - filled)
    return "[\(bar)] \(done.grouped) of \(total.grouped) \(noun)"
  }
}
