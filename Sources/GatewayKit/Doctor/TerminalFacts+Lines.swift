extension TerminalFacts {
  /// The lines about it. Without a terminal on stdout nothing of it fails: commands need none.
  package var lines: [DoctorLine] {
    var page = DoctorPage(.terminal)
    streams(&page)
    type(&page)
    page.ok(
      "colours", "\(Self.words[colors] ?? colors): \(colorReason)", data: ["colours": .text(colors)]
    )
    characters(&page)
    size(&page)
    clipboard(&page)
    page.ok("inside of", within, data: ["ssh": .flag(isRemote)])
    return page.lines
  }

  private static let words = [
    "truecolor": "24 bits", "256": "256 colours", "16": "16 colours", "mono": "no colours",
  ]

  private func streams(_ page: inout DoctorPage) {
    let data: [String: DoctorLine.Datum] = [
      "stdin": .flag(isInputTerminal), "stdout": .flag(isOutputTerminal),
    ]
    switch (isInputTerminal, isOutputTerminal) {
    case (true, true): page.ok("streams", "stdin and stdout are terminals", data: data)
    case (false, true):
      page.ok(
        "streams", "stdin is no terminal: commands work, the console needs one there", data: data)
    case (_, false):
      page.ok(
        "streams", "stdout is no terminal: commands work, the console needs one there", data: data)
    }
  }

  private func type(_ page: inout DoctorPage) {
    let data: [String: DoctorLine.Datum] = [
      "term": .text(term), "entry": .text(entry.rawValue),
    ]
    let cure = "Set TERM to what the terminal is, such as: export TERM=xterm-256color"
    switch entry {
    case .usable: page.ok("type", "TERM=\(term), terminfo has it", data: data)
    case .unknown where term.isEmpty:
      told(&page, .failed, "type", "TERM is not set, so the console cannot be shown", cure, data)
    case .unknown:
      told(
        &page, .warning, "type",
        "TERM=\(term), which terminfo does not have: the console draws for xterm-256color",
        cure + ", or install its entry (ncurses-term)", data)
    case .unusable:
      told(
        &page, .failed, "type",
        "TERM=\(term), whose cursor cannot be placed: commands work, the console cannot be shown",
        cure, data)
    }
  }

  private func characters(_ page: inout DoctorPage) {
    let named = locale ?? "neither LC_ALL, LC_CTYPE nor LANG is set"
    let data: [String: DoctorLine.Datum] = ["utf8": .flag(isUTF8)]
    if isUTF8 {
      page.ok("characters", "UTF-8 (\(named))", data: data)
    } else {
      told(
        &page, .warning, "characters", "not UTF-8 (\(named))",
        "Set a UTF-8 locale, such as: export LANG=C.UTF-8", data)
    }
    let why =
      glyphs == "unicode"
      ? "lines and bars are drawn"
      : isUTF8 ? "the console of Linux has no others" : "without UTF-8 no others"
    page.ok("glyphs", "\(glyphs): \(why)", data: ["glyphs": .text(glyphs)])
  }

  private func size(_ page: inout DoctorPage) {
    guard let columns, let rows else {
      if isOutputTerminal {
        page.leaveOpen("size", "the terminal does not say")
      } else {
        page.ok("size", "not known: stdout is no terminal")
      }
      return
    }
    let data: [String: DoctorLine.Datum] = ["columns": .integer(columns), "rows": .integer(rows)]
    let cure = "Make the window larger, or its letters smaller: 80x24 is enough for all"
    if columns < 40 || rows < 8 {
      told(
        &page, .failed, "size", "\(columns)x\(rows): the console needs 40x8 to show anything", cure,
        data)
    } else if columns < 80 || rows < 24 {
      told(
        &page, .warning, "size", "\(columns)x\(rows): the console cuts what does not fit", cure,
        data)
    } else {
      page.ok("size", "\(columns)x\(rows)", data: data)
    }
  }

  private func clipboard(_ page: inout DoctorPage) {
    guard takesSequences else {
      told(
        &page, .warning, "clipboard", "TERM=\(term) is not known to take a text (OSC 52)",
        "Copy with the mouse, or set TERM to what the terminal is")
      return
    }
    switch multiplexer {
    case nil:
      page.ok("clipboard", "by OSC 52; the terminal may refuse it, and does not say so")
    case .screen:
      told(
        &page, .warning, "clipboard", "GNU screen keeps what programs copy to itself",
        "Use tmux, or copy with the mouse")
    case .tmux("off"):
      told(
        &page, .warning, "clipboard", "by tmux, whose set-clipboard is off",
        "Run: tmux set -s set-clipboard external")
    case .tmux(let setting?):
      page.ok("clipboard", "by tmux, whose set-clipboard is \(setting)")
    case .tmux(nil):
      page.leaveOpen("clipboard", "by tmux, which does not say what its set-clipboard is")
    }
  }

  private var within: String {
    var words: [String] = []
    switch multiplexer {
    case .tmux: words.append("tmux")
    case .screen: words.append("GNU screen")
    case nil: break
    }
    if isRemote { words.append("ssh") }
    return words.isEmpty ? "neither tmux, screen nor ssh" : words.joined(separator: ", over ")
  }

  /// A trouble where there is a terminal, a mere fact where there is none.
  private func told(
    _ page: inout DoctorPage, _ state: DoctorLine.State, _ check: String, _ finding: String,
    _ cure: String, _ data: [String: DoctorLine.Datum] = [:]
  ) {
    switch state {
    case _ where !isOutputTerminal: page.ok(check, finding, data: data)
    case .failed: page.fail(check, finding, cure: cure, data: data)
    default: page.warn(check, finding, cure: cure, data: data)
    }
  }
}
