import Canvas
import GatewayKit

extension AppState {
  /// Opens the question before changes are sent.
  mutating func ask(
    _ changes: [Change], title: String, fromForm: Bool = false, _ effects: inout [Effect]
  ) {
    guard !changes.isEmpty else { return }
    let isOne = changes.count == 1 || changes.isTagEditOfOneKey
    var dialog = ConfirmDialog(
      title: title, purpose: .changes(changes), asked: isOne ? [changes[0]] : changes,
      lines: isOne ? changes.flatMap(differences) : Self.bulkLines(changes))
    dialog.isFromForm = fromForm
    dialog.notes = notes(changes)
    if isWide, changes.count == 1 || Self.homes(changes).count == 1 {
      let place = contextName(changes[0].home)
      dialog.notes.insert("In \(place).", at: 0)
    }
    dialogs.append(.confirm(dialog))
    effects.append(.askConfirmation(dialog.asked))
  }

  /// What a change makes different, with the figures that are known.
  private func differences(_ change: Change) -> [Difference] {
    guard case .grant(let key, let plan, let grant) = change,
      let usage = catalog.charts[key.id]?[plan.id] ?? catalog.usage[plan.id]?.keys[key.id],
      let left = usage.remaining
    else { return change.differences }
    let after =
      switch grant.amount {
      case .remaining(let count): count
      case .add(let count): left.addingReportingOverflow(count).partialValue
      }
    return [Difference("left, per key", Figures.number(left), Figures.number(after))]
  }

  /// A line for each of the first changes of a bulk.
  private static func bulkLines(_ changes: [Change]) -> [Difference] {
    var lines = changes.prefix(8).map { change in
      let first = change.differences.first
      return Difference(change.subject, first?.before ?? "", first?.after ?? "")
    }
    if changes.count > 8 { lines.append(Difference("and \(changes.count - 8) more", "", "")) }
    return lines
  }

  private func notes(_ changes: [Change]) -> [String] {
    var notes: [String] = []
    switch changes.first {
    case .deleteKey: notes.append("This cannot be undone: a key made anew has another value.")
    case .deletePlan: notes.append("This cannot be undone. Its keys stay, without this plan.")
    case .setEnabled(_, false): notes.append("Callers get 403 as soon as it has spread: seconds.")
    case .suspendPlan:
      notes.append("Every key of the plan gets 403 at its stages, until the plan is resumed.")
    case .detach: notes.append("What was used of the quota may be lost with it.")
    case .grant: notes.append("For the current period only.")
    default: break
    }
    if changes.count > 1, !changes.isTagEditOfOneKey {
      let homes = Self.homes(changes)
      let place =
        homes.count > 1
        ? Figures.count(homes.count, "context")
        : isWide
          ? contextName(homes[0]) : "\(identity?.account ?? context.profile) · \(context.region)"
      notes.append("\(Figures.number(changes.count)) changes in \(place), one line each.")
      if homes.count > 1 { notes += shares(of: changes, homes) }
    }
    return notes
  }

  /// `2 in prod · eu-west-1, which is protected`: which of several contexts a bulk change touches.
  private func shares(of changes: [Change], _ homes: [Home]) -> [String] {
    let most = 4
    var lines = homes.prefix(most).map { home in
      let count = changes.count { $0.home == home }
      return "\(Figures.number(count)) in \(contextName(home))"
        + (isProtected(home) ? ", which is protected" : "") + "."
    }
    if homes.count > most { lines.append("And \(homes.count - most) contexts more.") }
    return lines
  }

  /// The service's rules have answered what these changes need.
  mutating func take(_ needs: Confirmation, of changes: [Change], _ effects: inout [Effect]) {
    guard case .confirm(var dialog)? = dialogs.last, dialog.asked == changes,
      dialog.needs == nil
    else { return }
    dialog.needs = needs
    dialogs[dialogs.count - 1] = .confirm(dialog)
    // What needs no question was answered by submitting its form.
    if needs == .none, dialog.isFromForm { confirmed(dialog, &effects) }
  }

  /// A key in a question. Enter does nothing, whatever is asked.
  mutating func press(_ key: Key, in dialog: ConfirmDialog, _ effects: inout [Effect]) {
    var dialog = dialog
    dialog.hint = nil
    switch key {
    case .escape:
      dialogs.removeLast()
      return
    case .enter: return
    default: break
    }
    guard let needs = dialog.needs else { return }
    switch needs {
    case .none, .yes:
      switch key {
      case .character("y"): return confirmed(dialog, &effects)
      case .character("n"): dialogs.removeLast()
      case .character("D"): preview(dialog, &effects)
      default: break
      }
    case .typed(let wanted):
      if key == .character("D"), !wanted.hasPrefix(dialog.typed.text + "D") {
        return preview(dialog, &effects)
      }
      guard dialog.typed.edit(key) else { return }
      if dialog.typed.text == wanted { return confirmed(dialog, &effects) }
      dialogs[dialogs.count - 1] = .confirm(dialog)
    }
  }

  /// Opens the requests that a yes would send.
  private mutating func preview(_ dialog: ConfirmDialog, _ effects: inout [Effect]) {
    switch dialog.purpose {
    case .changes(let changes): preview(changes, &effects)
    case .undo:
      let id = begin(.preview, &effects)
      var preview = PreviewDialog(changes: [])
      preview.command = "tollgate undo"
      dialogs.append(.preview(preview))
      effects.append(.previewUndo(id))
    case .rotations(let commands, _): preview(commands, &effects)
    case .copyValue: break
    }
  }

  /// Opens the requests that commands about rotations would send now.
  mutating func preview(_ commands: [RotationCommand], _ effects: inout [Effect]) {
    guard !commands.isEmpty else { return }
    let id = begin(.preview, &effects)
    var preview = PreviewDialog(changes: [])
    preview.command = commands.map(\.commandLine).prefix(10).joined(separator: "\n")
    dialogs.append(.preview(preview))
    effects.append(.previewRotations(id, Array(commands.prefix(10))))
  }

  /// Opens the requests that changes would send.
  mutating func preview(_ changes: [Change], _ effects: inout [Effect]) {
    guard !changes.isEmpty else { return }
    let id = begin(.preview, &effects)
    dialogs.append(.preview(PreviewDialog(changes: changes)))
    effects.append(.preview(id, Array(changes.prefix(50))))
  }

  /// The person said yes: the changes go out.
  private mutating func confirmed(_ dialog: ConfirmDialog, _ effects: inout [Effect]) {
    let homes = isWide && !dialog.changes.isEmpty ? Self.homes(dialog.changes) : [here]
    guard !homes.contains(where: isReadOnly) || !dialog.hasPreview else {
      dialogs.removeLast()
      return say("This context is read-only; nothing was sent.", .warn)
    }
    dialogs.removeLast()
    switch dialog.purpose {
    case .changes(let changes):
      var title = dialog.title
      if title.last == "?" { title.removeLast() }
      startRun(changes, title: title, &effects)
    case .undo(let candidate):
      guard !isReadOnly else { return say("This context is read-only; nothing was sent.", .warn) }
      let id = begin(.undo, &effects)
      say("Undoing: \(candidate.inverse) …")
      effects.append(.undo(id))
    case .rotations(let commands, let title):
      startRotations(commands, title: title, &effects)
    case .copyValue(let key):
      let id = begin(.copyValue, &effects)
      effects.append(.copyValue(id, key))
    }
  }
}
