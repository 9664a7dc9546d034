import Canvas
import GatewayKit

extension AppState {
  /// A command line that works where the changes would.
  private func inContext(_ line: String, _ changes: [Change]) -> String {
    let homes = Self.homes(changes)
    guard isWide, homes.count == 1, let context = standing(homes[0])?.context else { return line }
    return "\(line) --profile \(CommandLineText.quote(context.profile))"
      + " --region \(context.region)"
  }

  /// The requests that a yes would send, the command line, and what to do elsewhere.
  func widget(_ preview: PreviewDialog) -> Canvas.Dialog {
    var body: [DialogRow] = []
    if let error = preview.error {
      body = [.text(Line(error.message, .danger)), .text(Line(error.advice))]
    } else if let lines = preview.lines {
      let command = CommandLineText.tollgate(preview.changes)
        .map { inContext($0, preview.changes) }
      if let line = preview.command ?? command {
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
