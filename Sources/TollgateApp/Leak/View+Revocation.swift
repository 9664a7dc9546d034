import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// The log of a revocation: what was done, what shows that it worked, what is left to do.
  func log(
    _ revocation: Revocation, _ leak: LeakDialog, _ widget: inout Canvas.Dialog
  ) {
    var body: [DialogRow] = revocation.matches.map { match in
      let id = match.id
      let state: Line =
        revocation.verified.contains(id)
        ? Line("disabled", .ok, .bold)
        : revocation.disabled.contains(id)
          ? Line("disabled, being read back", .ok)
          : revocation.isOver ? Line("not disabled", .danger, .bold) : Line("…", .dim)
      return .text(
        Line(match.key.label, .accent, .bold) + Line("   \(match.key.id.shown)   ", .dim) + state
          + Line("    \(match.place)", .dim))
    }
    body.append(.gap)
    body += revocation.entries.map { .text(Line($0.text, $0.tone.role)) }
    body += silence(revocation)
    if let proof = proof(revocation) { body.append(.text(proof)) }
    if let path = revocation.reportPath {
      body.append(
        .text(
          Line(
            revocation.outcome == nil
              ? "the report goes to \(path) as soon as it is made" : "writing \(path) …", .dim)))
    }
    body += left(revocation, leak)
    widget.body = body
    widget.keys = logKeys(revocation, leak)
  }

  private func silence(_ revocation: Revocation) -> [DialogRow] {
    guard let silence = revocation.silence, let seconds = revocation.silentSeconds(at: now) else {
      return []
    }
    let last =
      silence.lastAccepted.map { "last accepted request \(bothClocks($0))" }
      ?? "no accepted request in the access logs"
    return [
      .text(Line(last)),
      .text(
        Line("silent for \(Figures.span(seconds))", seconds > 0 ? .ok : .text, .bold)
          + Line(
            revocation.isOver
              ? "" : "   proof at \(Figures.span(Int(Self.silenceWanted)))", .dim)),
    ]
  }

  /// What shows that it has stopped working: never more than is known.
  private func proof(_ revocation: Revocation) -> Line? {
    guard let outcome = revocation.outcome else {
      guard revocation.isSettled, !revocation.isOver, revocation.silence == nil else { return nil }
      return Line("looking at the access logs …", .dim)
    }
    guard outcome.items.contains(where: \.isDisabled) else { return nil }
    switch outcome.proof {
    case .probe: return Line("proven: the probe was refused for 30 s", .ok, .bold)
    case .logs: return Line("proven by the access logs: they are silent", .ok, .bold)
    case .none:
      return Line("disabled, not proven", .warn, .bold)
        + Line(": no access log shows that callers are refused; it takes some seconds to spread")
    }
  }

  /// What remains to be done after the key is off.
  private func left(_ revocation: Revocation, _ leak: LeakDialog) -> [DialogRow] {
    guard revocation.isSettled, revocation.error == nil else { return [] }
    var rows: [DialogRow] = []
    for match in revocation.matches {
      if let owner = leak.facts[match.id]?.management {
        rows.append(
          .text(
            Line("\(owner.words) may enable it again: ", .warn)
              + Line("D shows the change to make there")))
      }
    }
    let others = leak.chosenMatches.filter { !isBeingRevoked($0) }
    for match in others {
      rows.append(
        .text(
          Line("the same value lives on: ", .danger, .bold)
            + Line("\(match.key.label) in \(match.place); d disables it too")))
    }
    if let new = revocation.outcome?.replacement?.newKeyId {
      rows.append(.text(Line("the new key is \(new): v on its row shows the value")))
    }
    return rows.isEmpty ? [] : [.gap] + rows
  }

  private func logKeys(_ revocation: Revocation, _ leak: LeakDialog) -> [KeyHint] {
    guard revocation.error == nil else { return [KeyHint("d", "again"), KeyHint("esc", "closes")] }
    var keys: [KeyHint] = []
    if leak.chosenMatches.contains(where: { !isBeingRevoked($0) }) {
      keys.append(KeyHint("d", "disable the other too", priority: 9))
    }
    keys.append(KeyHint("w", "write the report", priority: 5))
    if revocation.isSettled, revocation.outcome?.replacement == nil {
      keys.append(KeyHint("r", "make a replacement", priority: 4))
    }
    if leak.chosenMatches.contains(where: { leak.facts[$0.id]?.management != nil }) {
      keys.append(KeyHint("D", "the change to make", priority: 3))
    }
    keys.append(
      KeyHint(
        "esc", revocation.isSettled ? "closes, stops watching" : "closes; it goes on",
        priority: 8))
    return keys
  }
}
