import Canvas
import GatewayKit

extension AppState {
  /// What became of rotations, a line each, with what was done and how to get a new value.
  func widget(_ dialog: RotationRunDialog) -> Canvas.Dialog {
    guard let run = rotationRuns.first(where: { $0.number == dialog.run }) else {
      return Canvas.Dialog(title: "Gone", body: [], keys: [KeyHint("esc", "close")])
    }
    var body: [DialogRow] = []
    if run.items.count > 1 {
      let failed = run.failures.isEmpty ? "" : ", \(run.failures.count) failed"
      let over = run.items.count { item in
        switch item.status {
        case .done, .failed: true
        default: false
        }
      }
      body += [.text(Line("\(over) of \(run.items.count)\(failed)", .text, .bold)), .gap]
    }
    body += run.items.flatMap { rows($0) }
    var keys = [KeyHint("esc", run.isOver ? "close" : "close; it goes on", priority: 2)]
    if run.isOver { keys.append(KeyHint("5", "all rotations", priority: 1)) }
    if run.isOver, !run.failures.isEmpty {
      keys.insert(KeyHint("R", "retry those that failed", priority: 3), at: 0)
    }
    if !run.isOver, !run.unsent.isEmpty { keys.append(KeyHint("x", "stop before the next")) }
    return Canvas.Dialog(
      title: Line(run.title), body: body, keys: keys, scroll: dialog.top, width: wide)
  }

  private func rows(_ item: RotationRun.Item) -> [DialogRow] {
    switch item.status {
    case .waiting: return [.text(Line("waiting  ", .dim) + Line(item.what))]
    case .sending:
      let progress = item.progress.map { Line("  \($0)", .dim) } ?? Line(" …", .dim)
      return [.text(Line("sending  ", .accent) + Line(item.what) + progress)]
    case .dropped: return [.text(Line("not sent ", .warn) + Line(item.what))]
    case .failed(let error):
      let unknown = error.outcomeUnknown ? " It may have been applied all the same." : ""
      return [
        .text(
          Line("failed   ", .danger) + Line(item.what)
            + Line("  \(error.message)\(unknown) \(error.advice)"))
      ]
    case .done(let outcomes):
      guard !outcomes.isEmpty else {
        return [.text(Line("done     ", .ok) + Line("no step was due"))]
      }
      return outcomes.flatMap { rows($0) }
    }
  }

  private func rows(_ outcome: RotationOutcome) -> [DialogRow] {
    let rotation = outcome.rotation
    let done = outcome.done.isEmpty ? "nothing was due" : outcome.done.joined(separator: ", ")
    let word =
      outcome.error == nil ? Line("done     ", .ok) : Line("stopped  ", .danger)
    var rows: [DialogRow] = [
      .text(word + Line(rotation.name, .text, .bold) + Line(": \(done)"))
    ]
    if let error = outcome.error {
      rows.append(.text(Line("         \(error.message) \(error.advice)", .danger)))
    }
    if rotation.state.isOpen, let new = rotation.newKeyId {
      rows.append(
        .text(
          Line("         new key \(new), both work until ", .dim)
            + Line(moment(rotation.retireAt))))
      let value =
        rotation.deliveredTo.map { "its value is in \($0)" }
        ?? "its value was handed to nobody: \(table.label(.reveal)) on its row shows it for 10 s"
      rows.append(.text(Line("         \(value)")))
      if !rotation.waitsFor.isEmpty {
        rows.append(
          .text(Line("         waits for: \(rotation.waitsFor.joined(separator: "; "))", .dim)))
      }
    }
    for warning in rotation.warnings + outcome.notes {
      rows.append(.text(Line("         \(warning)", .warn)))
    }
    return rows
  }
}
