import Canvas
import GatewayKit

extension AppState {
  // MARK: loading

  /// Asks for all rotations with what their keys used.
  mutating func loadRotations(_ urgency: Urgency, _ effects: inout [Effect]) {
    guard connection == .open else { return }
    let id = begin(.rotations, &effects)
    effects.append(.loadRotations(id, urgency))
  }

  /// The rotation under the cursor, or the one whose detail is shown.
  var targetRotation: Rotation? {
    let id: String? =
      switch screen.kind {
      case .rotation(let id): id
      default: if case .rotation(let id)? = screen.table.cursor { id } else { nil }
      }
    return id.flatMap { id in catalog.rotations.first { $0.id == id } }
  }

  // MARK: asking

  /// Does what a key on a rotation asks.
  mutating func performOnRotations(_ action: Action, _ effects: inout [Effect]) {
    switch action {
    case .advance: askAdvance()
    case .extendOverlap:
      if let rotation = targetRotation { dialogs.append(.form(.extend(rotation))) }
    case .finishRotation:
      if let rotation = targetRotation { dialogs.append(.form(.finish(rotation))) }
    case .rollBack:
      if let rotation = targetRotation { askRollBack(rotation) }
    default: break
    }
  }

  private mutating func askAdvance() {
    let open = catalog.rotations.filter(\.state.isOpen)
    var dialog = ConfirmDialog(
      title: "Do every step that is due?",
      purpose: .rotations([.advance(AdvanceRequest())], title: "Advance rotations"),
      lines: open.prefix(8).map {
        Difference(
          $0.name, $0.words,
          $0.waitsFor.isEmpty
            ? "the next step is due" : "waits: \($0.waitsFor.joined(separator: "; "))"
        )
      })
    dialog.notes = [
      "Old keys are retired only where nothing is waited for. Nothing is deleted.",
      "The same runs from cron: tollgate rotations advance.",
    ]
    let isGuarded = open.contains { isProtected($0.home) }
    dialog.needs = isGuarded ? .typed(String(open.count)) : .yes
    dialogs.append(.confirm(dialog))
  }

  private mutating func askRollBack(_ rotation: Rotation) {
    let isLate = [.delivered, .overlapping].contains(rotation.state)
    var dialog = ConfirmDialog(
      title: "Roll the rotation of \(rotation.name) back?",
      purpose: .rotations([.rollBack(id: rotation.id)], title: "Roll back \(rotation.name)"),
      lines: [
        Difference(
          "new key", rotation.newKeyId ?? "not made yet", isLate ? "disabled" : "removed"),
        Difference("old key", rotation.oldKeyId, "stays as it is"),
      ])
    if isLate {
      dialog.notes = ["Refused when the new key was used already: whoever has it would be cut off."]
    }
    dialog.needs = .typed(rotation.typedName)
    dialogs.append(.confirm(dialog))
  }

  /// A form about rotations is to be sent: looked into first where one is begun, then asked about.
  mutating func submitRotations(_ form: FormDialog, _ effects: inout [Effect]) {
    let commands = form.commands(in: catalog)
    guard !commands.isEmpty else { return }
    if case .rotate = form.kind {
      let requests = commands.compactMap { command -> RotateRequest? in
        if case .rotate(let request) = command { request } else { nil }
      }
      let id = begin(.rotationCheck, &effects)
      effects.append(.checkRotations(id, requests))
      return say("Checking whether \(form.title.lowercasedFirst) is possible …")
    }
    askRotations(form, notes: [], &effects)
  }

  /// Rotations may be begun: what a person should read, then the question.
  mutating func rotationsChecked(_ notes: [String], _ effects: inout [Effect]) {
    guard case .form(let form)? = dialogs.last, form.isOfRotations else { return }
    askRotations(form, notes: notes, &effects)
  }

  /// Rotations may not be begun: the form says why.
  mutating func rotationsRefused(_ error: GatewayError) {
    guard case .form(var form)? = dialogs.last, form.isOfRotations else {
      return say(error, .danger)
    }
    form.error = error
    dialogs[dialogs.count - 1] = .form(form)
  }

  private mutating func askRotations(
    _ form: FormDialog, notes: [String], _ effects: inout [Effect]
  ) {
    let commands = form.commands(in: catalog)
    var dialog = ConfirmDialog(
      title: "\(form.title)?", purpose: .rotations(commands, title: form.title),
      lines: form.rotationLines, notes: notes)
    dialog.isFromForm = true
    switch form.kind {
    case .rotate(let keys):
      dialog.notes = form.deliveryNotes + notes
      // Begun, a rotation can be taken back: it is asked about as disabling would be.
      dialog.asked = keys.map { .setEnabled($0, false) }
      dialogs.append(.confirm(dialog))
      effects.append(.askConfirmation(dialog.asked))
      return
    case .finishRotation(let rotation): dialog.needs = .typed(rotation.typedName)
    case .extendRotation(let rotation):
      dialog.needs = isProtected(rotation.home) ? .typed(rotation.typedName) : .yes
    default: return
    }
    dialogs.append(.confirm(dialog))
  }

  // MARK: running

  /// Sends confirmed commands, one after the other.
  mutating func startRotations(
    _ commands: [RotationCommand], title: String, _ effects: inout [Effect]
  ) {
    let run = RotationRun(
      number: nextRotationRun, title: title,
      items: commands.map {
        RotationRun.Item(command: $0, what: $0.phrase(catalog.rotations))
      })
    nextRotationRun += 1
    rotationRuns.append(run)
    while rotationRuns.count > 20, rotationRuns[0].isOver { rotationRuns.removeFirst() }
    if case .form(let form)? = dialogs.last, form.isOfRotations { dialogs.removeLast() }
    dialogs.append(.rotationRun(RotationRunDialog(run: run.number)))
    advanceRotations(run.number, &effects)
  }

  private mutating func advanceRotations(_ number: Int, _ effects: inout [Effect]) {
    guard let place = rotationRuns.firstIndex(where: { $0.number == number }),
      !rotationRuns[place].items.contains(where: { $0.status == .sending }),
      let index = rotationRuns[place].items.firstIndex(where: { $0.status == .waiting })
    else { return }
    let id = begin(.rotation(run: number, index: index), &effects)
    rotationRuns[place].items[index].status = .sending
    let urgency: Urgency = rotationRuns[place].items.count > 1 ? .bulk : .person
    effects.append(.runRotation(id, rotationRuns[place].items[index].command, urgency))
  }

  /// An answer to one command of a run.
  mutating func take(
    _ reply: Reply, rotationRun number: Int, index: Int, _ effects: inout [Effect]
  ) {
    guard let place = rotationRuns.firstIndex(where: { $0.number == number }) else { return }
    switch reply {
    case .progress(let sentence):
      rotationRuns[place].items[index].progress = sentence
      return
    case .rotated(let outcomes):
      rotationRuns[place].items[index].status = .done(outcomes)
      for outcome in outcomes { catalog.put(outcome.rotation) }
    case .failed(let error): rotationRuns[place].items[index].status = .failed(error)
    default: return
    }
    advanceRotations(number, &effects)
    guard rotationRuns[place].isOver else { return }
    rotationsEnded(rotationRuns[place])
    loadLists(.background, &effects)
    if screen.name == .rotations || screen.name == .rotation { loadRotations(.person, &effects) }
  }

  private mutating func rotationsEnded(_ run: RotationRun) {
    let failures = run.failures.count
    if run.items.count == 1, case .failed(let error) = run.items[0].status {
      sayOfChange(error, failed: "Could not \(run.items[0].what)")
    } else if run.items.count == 1, case .done(let outcomes) = run.items[0].status {
      let done = outcomes.filter { !$0.done.isEmpty }.map {
        "\($0.rotation.name): \($0.done.joined(separator: ", "))"
      }
      say(
        (done.isEmpty ? "\(run.title): nothing was due" : Self.list(done))
          + " at \(Figures.clock(now)) UTC", failures > 0 ? .warn : .ok)
    } else {
      say(
        "\(run.title): \(run.doneCount) of \(run.items.count) done"
          + (failures > 0 ? ", \(failures) failed" : "") + " at \(Figures.clock(now)) UTC",
        failures > 0 ? .danger : .ok)
      if failures == 0 { for index in stack.indices { stack[index].table.marks = [] } }
    }
  }

  /// A key in the list of what became of rotations.
  mutating func press(_ key: Key, in dialog: RotationRunDialog, _ effects: inout [Effect]) {
    var dialog = dialog
    guard let place = rotationRuns.firstIndex(where: { $0.number == dialog.run }) else {
      dialogs.removeLast()
      return
    }
    switch key {
    case .escape, .character("q"):
      // The run goes on behind; its end stands in the message line.
      dialogs.removeLast()
      return
    case .character("5"):
      guard rotationRuns[place].isOver else { break }
      dialogs = []
      return act(.rotations, &effects)
    case .character("R"):
      guard rotationRuns[place].isOver, !isReadOnly else { break }
      for index in rotationRuns[place].failures {
        rotationRuns[place].items[index].status = .waiting
      }
      advanceRotations(dialog.run, &effects)
    case .character("x"):
      for index in rotationRuns[place].items.indices
      where rotationRuns[place].items[index].status == .waiting {
        rotationRuns[place].items[index].status = .dropped
      }
    case .down, .character("j"): dialog.top += 1
    case .up, .character("k"): dialog.top -= 1
    case .pageDown: dialog.top += 10
    case .pageUp: dialog.top -= 10
    default: break
    }
    dialog.top = min(max(0, dialog.top), scrollLimit(.rotationRun(dialog)))
    dialogs[dialogs.count - 1] = .rotationRun(dialog)
  }
}

extension FormDialog {
  /// What a form about rotations makes different.
  var rotationLines: [Difference] {
    switch kind {
    case .rotate(let keys):
      var lines = keys.prefix(6).map { Difference($0.label, $0.id.shown, "a new key beside it") }
      if keys.count > 6 { lines.append(Difference("and \(keys.count - 6) more", "", "")) }
      lines.append(Difference("overlap", "", "\(text(.overlap)), both work"))
      if !text(.target).isEmpty { lines.append(Difference("plan", "as now", text(.target))) }
      return lines
    case .extendRotation(let rotation):
      return [
        Difference("retire after", Figures.moment(rotation.retireAt), "\(text(.overlap)) from now")
      ]
    case .finishRotation(let rotation):
      return [
        Difference("old key \(rotation.oldKeyId)", "works", "disabled"),
        Difference("new key \(rotation.newKeyId ?? "")", "works", "works"),
      ]
    default: return []
    }
  }

  /// Where the new value will be, in words.
  var deliveryNotes: [String] {
    guard case .rotate(let keys) = kind else { return [] }
    switch DeliveryTarget(text: text(.deliver)) {
    case nil:
      return ["The value is delivered nowhere; v on the new key's row shows it for 10 seconds."]
    case .clipboard:
      return ["The terminal's clipboard gets the value, and clipboard managers may keep it."]
    case .some(let target):
      return [
        keys.count == 1
          ? "The value goes to \(target.text); files are made with mode 0600."
          : "The values go to \(target.text), a file each with mode 0600."
      ]
    }
  }
}

extension Rotation {
  /// Where it stands, in words.
  var words: String {
    switch state {
    case .planned: "planned"
    case .created: "new key made"
    case .attached: "new key in plans"
    case .delivered: "handed over"
    case .overlapping: "both work"
    case .disabled: "old key off"
    case .deleted: "old key deleted"
    case .rolledBack: "rolled back"
    }
  }

  /// What a person types to confirm: the name, or the id where the name cannot be typed.
  var typedName: String {
    let isTypable = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        false
      default: true
      }
    }
    let isPlain = !name.isEmpty && name.count <= 64 && name == name.trimmingSpaces
    return isTypable && isPlain && !name.contains("  ") ? name : id
  }
}

extension String {
  /// With its first letter in lower case, for the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
