import Canvas
import GatewayKit

extension AppState {
  /// The requests that a yes would send, the command line, and what to do elsewhere.
  func widget(_ preview: PreviewDialog) -> Canvas.Dialog {
    var body: [DialogRow] = []
    if let error = preview.error {
      body = [.text(Line(error.message, .danger)), .text(Line(error.advice))]
    } else if let lines = preview.lines {
      if let line = preview.command ?? CommandLineText.tollgate(preview.changes) {
        body = [.text(Line("The same from a shell:", .dim))]
        body += line.split(separator: "\n").map { .text(Line(String($0))) } + [.gap]
      }
      for extra in preview.extras {
        body.append(.text(Line(extra.heading, .warn, .bold)))
        body += extra.lines.map { .verbatim(Line("  \($0)")) } + [.gap]
      }
      for line in lines {
        body.append(.text(Line(line.method, .accent, .bold) + Line(" \(line.path)")))
        if let text = line.body { body.append(.text(Line("  \(text)", .dim))) }
        body.append(.text(Line("  \(line.awsCli)")))
      }
      if lines.isEmpty { body.append("No request would be sent.") }
      if preview.changes.count > 50 {
        body.append(.text(Line("and \(preview.changes.count - 50) more changes", .dim)))
      }
    } else {
      body = [.text(Line("…", .dim))]
    }
    return Canvas.Dialog(
      title: "Requests, in order; values masked", body: body,
      keys: [KeyHint("esc", "back"), KeyHint("↑↓", "scroll")], scroll: preview.top, width: wide)
  }
}
