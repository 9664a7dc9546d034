import Canvas
import GatewayKit

extension AppState {
  /// A key in a form.
  mutating func press(_ key: Key, in form: FormDialog, _ effects: inout [Effect]) {
    var form = form
    switch key {
    case .escape:
      // A run that was started goes on; its result stands in the message line.
      dialogs.removeLast()
      return
    case .enter, .control("o"): return submit(form, &effects)
    case .function(2), .alt("d"):
      guard form.isValid(in: catalog) else {
        form.wasTried = true
        break
      }
      if form.isOfRotations { return preview(form.commands(in: catalog), &effects) }
      return preview(form.changes(in: catalog), &effects)
    case .tab, .down:
      if key == .tab, let rest = form.focused.completion {
        form.focused.field.insert(rest)
        form.focused.wasEdited = true
      } else {
        form.focus = (form.focus + 1) % form.fields.count
      }
    case .backTab, .up: form.focus = (form.focus + form.fields.count - 1) % form.fields.count
    default:
      guard form.run == nil || form.error != nil else { return }
      guard form.focused.field.edit(key) else { return }
      form.focused.wasEdited = true
      form.error = nil
    }
    dialogs[dialogs.count - 1] = .form(form)
  }

  /// The form is to be sent: checked, then asked about.
  private mutating func submit(_ form: FormDialog, _ effects: inout [Effect]) {
    var form = form
    guard form.run == nil || form.error != nil else { return }
    form.wasTried = true
    form.error = nil
    form.run = nil
    if let wrong = form.fields.firstIndex(where: {
      form.problem($0.id, in: catalog) != nil
    }) {
      form.focus = wrong
      dialogs[dialogs.count - 1] = .form(form)
      return
    }
    if form.isOfRotations {
      dialogs[dialogs.count - 1] = .form(form)
      return submitRotations(form, &effects)
    }
    let changes = form.changes(in: catalog).map(refreshed)
    guard !changes.isEmpty else {
      form.error = GatewayError(
        kind: .usage, code: "NothingChanged", message: "Nothing differs from what is there.",
        advice: "Change a field, or press esc.")
      dialogs[dialogs.count - 1] = .form(form)
      return
    }
    dialogs[dialogs.count - 1] = .form(form)
    ask(changes, title: "\(form.title)?", fromForm: true, &effects)
  }

  /// A change with the plan's number of keys, if it came in while the form was open.
  private func refreshed(_ change: Change) -> Change {
    guard case .updatePlan(var plan, let edit) = change else { return change }
    plan.keyCount = catalog.plans[plan.id]?.keyCount ?? plan.keyCount
    return .updatePlan(plan, edit)
  }

  /// APIs came in: open forms complete stages with them.
  mutating func apisCame() {
    for index in dialogs.indices {
      guard case .form(var form) = dialogs[index] else { continue }
      for field in form.fields.indices where form.fields[field].id == .stages {
        form.fields[field].words = FormDialog.stageWords(catalog.apis(at: form.home))
      }
      dialogs[index] = .form(form)
    }
  }

  // MARK: choosing

  /// A key while a plan is chosen.
  mutating func press(_ key: Key, in choose: ChooseDialog, _ effects: inout [Effect]) {
    var choose = choose
    choose.hint = nil
    let shown = choose.shown
    switch key {
    case .escape:
      dialogs.removeLast()
      return
    case .down: choose.cursor = min(choose.cursor + 1, max(0, shown.count - 1))
    case .up: choose.cursor = max(0, choose.cursor - 1)
    case .pageDown: choose.cursor = min(choose.cursor + 8, max(0, shown.count - 1))
    case .pageUp: choose.cursor = max(0, choose.cursor - 8)
    case .enter:
      guard shown.indices.contains(choose.cursor) else { return }
      let choice = shown[choose.cursor]
      guard choice.conflict == nil, let plan = catalog.plans[choice.plan] else {
        choose.hint = "Not possible: \(choice.conflict ?? "the plan is gone")."
        break
      }
      dialogs.removeLast()
      chosen(plan, choose.purpose, &effects)
      return
    default:
      if choose.filter.edit(key) { choose.cursor = 0 }
    }
    dialogs[dialogs.count - 1] = .choose(choose)
  }

  private mutating func chosen(
    _ plan: UsagePlan, _ purpose: ChooseDialog.Purpose, _ effects: inout [Effect]
  ) {
    switch purpose {
    case .attach(let keys):
      ask(
        keys.map { .attach($0, plan) }, title: "Attach \(Self.what(keys)) to \(plan.label)?",
        &effects)
    case .detach(let keys): detach(keys, from: plan, &effects)
    case .grant(let key): grant(key, plan)
    }
  }
}
