import Canvas
import Foundation
import GatewayKit
import TerminalIO

extension TerminalFacts {
  /// The terminal's own report, with what the environment tells beside it.
  init(_ report: TerminalReport, _ environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let entry: Entry =
      switch report.entry {
      case .usable: .usable
      case .unusable: .unusable
      case .unknown: .unknown
      }
    let colors =
      switch report.tier.value {
      case .truecolor: "truecolor"
      case .indexed256: "256"
      case .ansi16: "16"
      case .mono: "mono"
      }
    let multiplexer: Multiplexer? =
      if value("TMUX") != nil {
        .tmux(clipboard: report.tmuxClipboard)
      } else if value("STY") != nil {
        .screen
      } else {
        nil
      }
    self.init(
      term: report.term, entry: entry, colors: colors, colorReason: report.tier.reason,
      isUTF8: report.isUTF8,
      locale: ["LC_ALL", "LC_CTYPE", "LANG"].lazy
        .compactMap { name in value(name).map { "\(name)=\($0)" } }.first,
      glyphs: report.glyphs.rawValue, columns: report.size?.width, rows: report.size?.height,
      isInputTerminal: isatty(STDIN_FILENO) == 1, isOutputTerminal: isatty(STDOUT_FILENO) == 1,
      takesSequences: report.takesSequences, multiplexer: multiplexer,
      isRemote: value("SSH_CONNECTION") != nil || value("SSH_TTY") != nil)
  }
}
