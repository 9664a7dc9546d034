import Canvas
import Glibc
import TerminalIO

/// The program's state and its answers to keys.
struct Probe {
  private let loop: TerminalLoop
  private var lines: [String] = []
  private var count = 0

  init(loop: TerminalLoop) { self.loop = loop }

  /// Draws, and then answers events until the loop ends.
  mutating func run() async {
    loop.setTitle("probe")
    draw()
    for await event in loop.events {
      count += 1
      lines.append("\(count) " + describe(event))
      draw()
      answer(event)
    }
  }

  private func answer(_ event: TerminalEvent) {
    switch event {
    case .key(.character("q")): loop.finish(message: "The probe has ended.")
    case .key(.character("t")): trap()
    case .key(.character("a")): abort()
    case .key(.character("s")): raise(SIGSEGV)
    case .key(.character("x")): exit(3)
    case .key(.character("e")): write("words on standard error\n")
    case .key(.character("E")):
      write("last \u{1B}[31mwords\n")
      loop.finish()
    case .key(.character("c")): loop.copy("copied text")
    case .key(.character("r")): loop.redraw()
    case .key(.character("b")): loop.ring()
    case .key(.character("h")): drawMany()
    case .key(.character("w")): while true { pause() }
    case .key(.character("l")):
      loop.leave { print("on the normal screen") }
    case .signal(let name) where name != "QUIT": loop.finish(message: "Ended by SIG\(name).")
    case .hangup: loop.finish()
    default: break
    }
  }

  /// Draws far more than any terminal takes in that time.
  private func drawMany() {
    for number in 1...500 {
      var buffer = CellBuffer(size: loop.size, filledWith: Cell("\(number % 10)"))
      put("frame \(number)", row: 0, &buffer)
      loop.present(buffer, sheet: ProbeSheet.sheet, cursor: nil)
    }
  }

  private func trap() {
    let none: [Int] = []
    print(none[count])
  }

  private func write(_ text: String) {
    _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
  }

  private func describe(_ event: TerminalEvent) -> String {
    switch event {
    case .key(let key): "key \(key)"
    case .paste(let text):
      "paste \(text.utf8.count) " + text.prefix(40).replacing("\n", with: "/")
    case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.at.x),\(mouse.at.y)"
    case .resized(let size): "resized \(size.width)x\(size.height)"
    case .resumed: "resumed"
    case .signal(let name): "signal \(name)"
    case .hangup: "hangup"
    }
  }

  // MARK: The picture

  private func draw() {
    let size = loop.size
    var buffer = CellBuffer(size: size)
    put("probe \(size.width)x\(size.height) \(loop.tier) \(loop.glyphs)", row: 0, &buffer)
    put("red on blue", row: 1, style: Style(.danger, on: .bar), &buffer)
    put("wide 漢字 e\u{301} end", row: 2, &buffer)
    if let notice = loop.notice { put(notice, row: 3, &buffer) }
    let room = max(0, size.height - 5)
    for (offset, line) in lines.suffix(room).enumerated() {
      put(line, row: 4 + offset, &buffer)
    }
    put("bottom", row: size.height - 1, &buffer)
    loop.present(buffer, sheet: ProbeSheet.sheet, cursor: Point(x: 2, y: 1))
  }

  private func put(
    _ text: String, row: Int, style: Style = .plain, _ buffer: inout CellBuffer
  ) {
    guard row >= 0, row < buffer.size.height else { return }
    var x = 0
    for character in text {
      let isWide = character.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      guard x + (isWide ? 2 : 1) <= buffer.size.width else { return }
      buffer[x, row] = Cell(String(character), style: style)
      if isWide { buffer[x + 1, row] = Cell("", style: style) }
      x += isWide ? 2 : 1
    }
  }
}
