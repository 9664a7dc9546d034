import Canvas
import GatewayKit

extension AppState {
  /// A key press: to the topmost thing that has the keys, then to the view's bindings.
  mutating func press(_ key: Key, _ effects: inout [Effect]) {
    if key == .control("l") {
      effects.append(.redraw)
      return
    }
    if let codeDialog, dialogs.last != .quit {
      if key == .control("c") { return requestQuit(&effects) }
      return press(key, in: codeDialog, &effects)
    }
    if let dialog = dialogs.last {
      if key == .control("c") { return requestQuit(&effects) }
      press(key, in: dialog, &effects)
      return
    }
    if case .refused = connection { return pressAtStart(key, &effects) }
    if prompt != nil { return pressInPrompt(key, &effects) }
    if awaitsSortLetter {
      awaitsSortLetter = false
      if key == .escape { return }
      if case .character(let letter) = key,
        let column = columns.first(where: { $0.letter == letter })
      {
        return sort(by: column.id)
      }
      say("No column has this letter: \(sortLetters).")
      return
    }
    if let action = table.action(key, in: screen.name) { return act(action, &effects) }
    guard case .character(let character) = key else { return }
    switch character {
    case "4", "7":
      say("The view on \(character) is not part of this version.")
    default: break
    }
  }

  /// Does an action, or says why not.
  mutating func act(_ action: Action, _ effects: inout [Effect]) {
    switch availability(action) {
    case .refused(let reason):
      say(reason, .warn, isWhole: deniedRefusal(ActionInfo.of(action)) == reason)
    case .works: perform(action, &effects)
    }
  }

  /// Pasted text goes into text fields only.
  mutating func paste(_ text: String, _ effects: inout [Effect]) {
    if let codeDialog, dialogs.last != .quit { return paste(text, into: codeDialog) }
    if case .leak(let leak)? = dialogs.last { return paste(text, into: leak) }
    guard text.utf8.count <= Self.longestPaste else { return refuseLongPaste() }
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if let dialog = dialogs.last {
      switch dialog {
      case .form(var form):
        form.focused.field.insert(line)
        form.focused.wasEdited = true
        form.error = nil
        dialogs[dialogs.count - 1] = .form(form)
      case .choose(var choose):
        choose.filter.insert(line)
        choose.cursor = 0
        dialogs[dialogs.count - 1] = .choose(choose)
      case .help(var help):
        help.filter.insert(line)
        help.top = 0
        dialogs[dialogs.count - 1] = .help(help)
      case .confirm(var confirm):
        confirm.hint = "Pasting confirms nothing; type it."
        dialogs[dialogs.count - 1] = .confirm(confirm)
      default: break
      }
    } else if profileField != nil {
      profileField?.insert(line)
    } else if prompt != nil {
      prompt?.field.insert(line)
      promptChanged()
    } else {
      say("Pasted text goes nowhere here; \(table.label(.leak)) takes leaked text.")
    }
  }

  /// More than this is no name, filter or command.
  private static let longestPaste = 16_384

  private mutating func refuseLongPaste() {
    say("That paste is too long for this; \(table.label(.leak)) takes leaked text.", .warn)
  }

  private mutating func press(_ key: Key, in dialog: Dialog, _ effects: inout [Effect]) {
    switch dialog {
    case .confirm(let confirm): press(key, in: confirm, &effects)
    case .form(let form): press(key, in: form, &effects)
    case .choose(let choose): press(key, in: choose, &effects)
    case .bulk(let bulk): press(key, in: bulk, &effects)
    case .leak(let leak): press(key, in: leak, &effects)
    case .rotationRun(let run): press(key, in: run, &effects)
    case .preview(var preview):
      switch key {
      case .escape, .character("q"), .character("D"): dialogs.removeLast()
      case .down, .character("j"): preview.top += 1
      case .up, .character("k"): preview.top = max(0, preview.top - 1)
      case .pageDown: preview.top += 10
      case .pageUp: preview.top = max(0, preview.top - 10)
      default: break
      }
      if case .preview = dialogs.last {
        preview.top = min(preview.top, scrollLimit(.preview(preview)))
        dialogs[dialogs.count - 1] = .preview(preview)
      }
    case .reveal:
      // The value goes with the dialog, whichever key closes it.
      if [.escape, .enter, .character("q"), .character("v")].contains(key) { dialogs.removeLast() }
    case .help(let help): press(key, in: help)
    case .quit:
      switch key {
      case .character("y"):
        quit(ConsoleExit(message: unsentSentence(ended: nil)), &effects)
      case .escape, .character("n"): dialogs.removeLast()
      default: break
      }
    }
  }

  private mutating func press(_ key: Key, in help: HelpDialog) {
    var help = help
    switch key {
    case .escape:
      if help.filter.isEmpty {
        dialogs.removeLast()
        return
      }
      help.filter.text = ""
      help.top = 0
    case .down: help.top += 1
    case .up: help.top = max(0, help.top - 1)
    case .pageDown: help.top += 10
    case .pageUp: help.top = max(0, help.top - 10)
    case .character("?") where help.filter.isEmpty:
      dialogs.removeLast()
      return
    default:
      if help.filter.edit(key) { help.top = 0 }
    }
    help.top = min(help.top, scrollLimit(.help(help)))
    dialogs[dialogs.count - 1] = .help(help)
  }

  /// The first-start screen's keys.
  private mutating func pressAtStart(_ key: Key, _ effects: inout [Effect]) {
    if var field = profileField {
      switch key {
      case .escape, .control("c"): profileField = nil
      case .enter:
        let name = field.text.trimmingSpaces
        guard !name.isEmpty else { return }
        profileField = nil
        connect(.profile(name), &effects)
      default:
        if field.edit(key) { profileField = field }
      }
      return
    }
    switch key {
    case .character("s"): connect(.sandbox, &effects)
    case .character("p"): profileField = FieldText()
    case .control("r"): connect(.asStarted, &effects)
    case .character("L"): openLeak()
    case .character("q"), .control("c"): requestQuit(&effects)
    default: break
    }
  }

  /// True while something was sent whose end nobody knows, or is about to be.
  var hasUnfinishedWork: Bool {
    runs.contains { !$0.isOver } || rotationRuns.contains { !$0.isOver }
      || revocations.values.contains { !$0.isSettled || $0.reportPath != nil }
  }

  /// Opens another context, or the same again.
  mutating func connect(_ choice: ConnectionChoice, _ effects: inout [Effect]) {
    connection = .connecting
    let id = begin(.connect, &effects)
    effects.append(.connect(id, choice))
  }

  /// Quits, after asking when something is under way.
  mutating func requestQuit(_ effects: inout [Effect]) {
    if hasUnfinishedWork {
      if dialogs.last != .quit { dialogs.append(.quit) }
    } else {
      quit(ConsoleExit(), &effects)
    }
  }
}
