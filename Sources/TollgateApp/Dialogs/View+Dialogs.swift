import Foundation
import Canvas
import GatewayKit

extension AppState {
  /// Draws the topmost dialog; its text fields show their own cursors.
  func draw(_ dialog: Dialog, into buffer: inout CellBuffer) {
    widget(dialog).draw(into: &buffer, in: dialogArea, glyphs: glyphs)
  }

  /// How far a dialog can be scrolled.
  func scrollLimit(_ dialog: Dialog) -> Int { widget(dialog).scrollLimit(in: dialogArea) }

  /// The part of the screen that dialogs may take.
  var dialogArea: Rect {
    Rect(x: 0, y: 1, width: size.width, height: max(0, size.height - 2))
  }

  private func widget(_ dialog: Dialog) -> Canvas.Dialog {
    switch dialog {
    case .confirm(let confirm): widget(confirm)
    case .form(let form): widget(form)
    case .choose(let choose): widget(choose, height: dialogArea.height)
    case .reveal(let reveal): widget(reveal)
    case .bulk(let bulk): widget(bulk)
    case .preview(let preview): widget(preview)
    case .help(let help): widget(help)
    case .leak(let leak): widget(leak)
    case .rotationRun(let run): widget(run)
    case .quit: quitWidget
    }
  }

  /// Columns that a wide dialog takes.
  var wide: Int { min(size.width - 2, 96) }

  // MARK: questions

  private func widget(_ dialog: ConfirmDialog) -> Canvas.Dialog {
    var body: [DialogRow] = dialog.lines.map { line in
      .labelled(line.what, Line(line.before, .dim) + Line(" → ") + Line(line.after))
    }
    if let first = dialog.changes.first, dialog.changes.count == 1, let id = first.keyID {
      body.insert(.labelled("key", Line(id.shown, .dim) + Line("  \(first.subject)")), at: 0)
    }
    if !body.isEmpty, !dialog.notes.isEmpty { body.append(.gap) }
    body += dialog.notes.map { .text(Line($0)) }
    var widget = Canvas.Dialog(title: Line(dialog.title), body: body, width: min(76, wide))
    widget.error = dialog.hint
    let show = KeyHint("D", "shows the requests", priority: -1)
    let extra = dialog.hasPreview ? [show] : []
    switch dialog.needs {
    case nil: widget.keys = [KeyHint("esc", "leaves everything as it is")]
    case .some(.none), .yes:
      widget.keys = [KeyHint("y", "yes", priority: 2), KeyHint("esc", "no", priority: 1)] + extra
    case .typed(let text):
      widget.isDangerous = true
      let what = dialog.count > 1 && Int(text) == dialog.count ? "the number \(text)" : text
      body.append(.text(Line("Type ") + Line(what, .accent, .bold) + Line(" to go on.")))
      widget.body = body
      widget.prompt = Canvas.Prompt("> ", field: dialog.typed)
      widget.keys = [KeyHint("esc", "leaves everything as it is", priority: 1)] + extra
    }
    return widget
  }

  private var quitWidget: Canvas.Dialog {
    var body: [DialogRow] = ["A change is under way."]
    for run in runs where !run.isOver {
      let unsent = run.unsent.map(\.change.phrase)
      body.append(.text(Line("\(run.title): \(run.sendingCount) without an answer yet.")))
      if !unsent.isEmpty { body.append(.text(Line("Would not be sent: \(Self.list(unsent))."))) }
    }
    for run in rotationRuns where !run.isOver {
      body.append(.text(Line("\(run.title): a step is without an answer yet.")))
      let unsent = run.unsent.map(\.what)
      if !unsent.isEmpty { body.append(.text(Line("Would not be sent: \(Self.list(unsent))."))) }
    }
    for revocation in revocations.values where !revocation.isSettled {
      let names = revocation.matches.map(\.key.label).joined(separator: ", ")
      body.append(.text(Line("Disabling \(names) is without an answer yet.")))
    }
    if revocations.values.contains(where: { $0.isSettled && $0.reportPath != nil }) {
      body.append("A report is not written yet: it is being made.")
    }
    return Canvas.Dialog(
      title: "Quit?", body: body,
      keys: [KeyHint("y", "quit and drop what is unsent"), KeyHint("esc", "stay")],
      width: min(76, wide), isDangerous: true)
  }

  // MARK: forms and choices

  private func widget(_ form: FormDialog) -> Canvas.Dialog {
    var widget = Canvas.Dialog(
      title: Line(form.title), body: form.facts.map { .text(Line($0, .dim)) }, width: wide)
    let fields = form.fields.enumerated().map { index, field in
      var text = field.field
      if index == form.focus { text.suggestion = field.completion ?? "" }
      let problem = field.wasEdited || form.wasTried ? form.problem(field.id, in: catalog) : nil
      return Canvas.FormField(
        field.id.rawValue, label: field.id.rawValue, value: .text(text), hint: field.hint,
        error: problem)
    }
    widget.form = Canvas.Form(fields, focus: form.focus)
    if let error = form.error { widget.error = told(error) }
    if form.run != nil, form.error == nil {
      widget.keys = [KeyHint("esc", "close; it goes on"), KeyHint("…", "sending")]
    } else {
      widget.keys = [
        KeyHint("enter", "go on", priority: 3), KeyHint("tab", "completes, next field"),
        KeyHint("f2", "shows the requests", priority: -1), KeyHint("esc", "back", priority: 2),
      ]
    }
    return widget
  }

  private func widget(_ choose: ChooseDialog, height: Int) -> Canvas.Dialog {
    let shown = choose.shown
    let room = max(1, min(12, height - 7))
    let first = min(max(0, choose.cursor - room + 1), max(0, shown.count - room))
    let width = shown.map { Text.width($0.label) }.max() ?? 0
    var body: [DialogRow] = []
    for (index, choice) in shown.enumerated().dropFirst(first).prefix(room) {
      let isCursor = index == choose.cursor
      let mark = Line(isCursor ? "▌ " : "  ", .accent)
      let name = Line(
        Text.pad(choice.label, to: min(width, 32)), choice.conflict == nil ? .text : .dim,
        isCursor ? .bold : [])
      let note =
        choice.conflict.map { Line("  no: \($0)", .warn) } ?? Line("  \(choice.note)", .dim)
      body.append(.verbatim(mark + name + note))
    }
    if shown.isEmpty { body = [.text(Line("No plan fits.", .dim))] }
    var widget = Canvas.Dialog(title: Line(choose.title), body: body, width: wide)
    widget.prompt = Canvas.Prompt(
      "/", field: choose.filter,
      note: Line("\(shown.count) of \(choose.choices.count)", .dim))
    widget.error = choose.hint
    widget.keys = [KeyHint("enter", "choose"), KeyHint("↑↓", "move"), KeyHint("esc", "back")]
    return widget
  }

  // MARK: values, results, requests, help

  private func widget(_ reveal: RevealDialog) -> Canvas.Dialog {
    var body: [DialogRow] = []
    if let value = reveal.value, let until = reveal.until {
      let left = max(0, Int(until.timeIntervalSince(now).rounded(.up)))
      body.append(.text(Line(value.revealed(for: .screen), .accent, .bold)))
      body.append(.text(Line("Hidden again in \(left) s. The journal records the look.", .dim)))
    } else if let error = reveal.error {
      body += errorText(error).map { .text($0) }
    } else {
      body.append(.text(Line("…", .dim)))
    }
    return Canvas.Dialog(
      title: Line("Value of \(reveal.label)"), body: body, keys: [KeyHint("esc", "hide")],
      width: min(76, wide))
  }

  private func widget(_ bulk: BulkDialog) -> Canvas.Dialog {
    guard let run = runs.first(where: { $0.number == bulk.run }) else {
      return Canvas.Dialog(title: "Gone", body: [], keys: [KeyHint("esc", "close")])
    }
    let over = run.doneCount + run.failures.count
    var body: [DialogRow] = run.items.flatMap { item -> [DialogRow] in
      guard case .failed(let error) = item.status, let denied = error.denied else {
        return [.verbatim(line(item, of: run))]
      }
      // An action and an ARN are of use only when they are read whole.
      return [
        .verbatim(
          Line("failed   ", .danger) + place(item, of: run) + Line(item.change.phrase)),
        .text(Line(denied.sentence)),
      ]
    }
    body.insert(.gap, at: 0)
    let failed = run.failures.isEmpty ? "" : ", \(run.failures.count) failed"
    body.insert(
      .text(Line("\(over) of \(run.items.count)\(failed)", .text, .bold)), at: 0)
    var keys = [KeyHint("esc", run.isOver ? "close" : "close; it goes on", priority: 2)]
    if run.isOver, !run.failures.isEmpty {
      keys.insert(KeyHint("R", "retry those that failed", priority: 3), at: 0)
    }
    if !run.isOver, !run.unsent.isEmpty { keys.append(KeyHint("x", "stop before the next")) }
    return Canvas.Dialog(
      title: Line(run.title), body: body, keys: keys, scroll: bulk.top, width: wide)
  }

  /// The context of a change before its name, since names may be the same in several.
  private func place(_ item: ChangeRun.Item, of run: ChangeRun) -> Line {
    guard isWide else { return Line() }
    let homes = Self.homes(run.items.map(\.change))
    let width = homes.map { Text.width(contextName($0)) }.max() ?? 0
    return Line(Text.pad(contextName(item.change.home), to: width) + "  ", .dim)
  }

  private func line(_ item: ChangeRun.Item, of run: ChangeRun) -> Line {
    let place = place(item, of: run)
    let name = place + Line(item.change.phrase)
    switch item.status {
    case .waiting: return Line("waiting  ", .dim) + name
    case .sending:
      return Line("sending  ", .accent) + name + Line(item.progress.map { "  \($0)" } ?? "", .dim)
    case .done(let summary): return Line("done     ", .ok) + place + Line(summary)
    case .failed(let error):
      return Line("failed   ", .danger) + name + Line("  \(error.message) \(error.advice)")
    case .dropped: return Line("not sent ", .warn) + name
    }
  }

  private func widget(_ help: HelpDialog) -> Canvas.Dialog {
    let lines = helpLines(help)
    let body: [DialogRow] = lines.map { line in
      .verbatim(
        Line(Text.pad(line.keys, to: 11), .accent, .bold)
          + Line(Text.pad(line.name, to: 12), .dim) + Line(line.sentence))
    }
    var widget = Canvas.Dialog(
      title: "Keys that work here",
      body: body.isEmpty ? [.text(Line("No key fits.", .dim))] : body,
      keys: [KeyHint("esc", "close"), KeyHint("↑↓", "scroll"), KeyHint(":NAME", "does the same")],
      scroll: help.top, width: wide)
    widget.prompt = Canvas.Prompt("Search: ", field: help.filter)
    return widget
  }

  /// The keys that work now and fit the search.
  func helpLines(_ help: HelpDialog) -> [(keys: String, name: String, sentence: String)] {
    let needle = help.filter.text.lowercased()
    return workingActions.map {
      (table.labels($0.action), $0.action.rawValue, $0.sentence)
    }.filter { line in
      needle.isEmpty
        || "\(line.keys) \(line.name) \(line.sentence)".lowercased().contains(needle)
    }
  }
}
