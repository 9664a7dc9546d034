import Canvas
import Foundation
import GatewayKit

/// Takes in what happened and says what is wanted: pure and synchronous.
func update(_ state: inout AppState, _ event: AppEvent) -> [Effect] {
  var effects: [Effect] = []
  switch event {
  case .terminal(let event): state.take(event, &effects)
  case .clock(let time): state.take(time, &effects)
  case .budget(let budget): state.ownBudget = budget
  case .standings(let standings):
    state.take(standings)
    state.identifyLatecomers(&effects)
  case .noticed(let notices): state.take(notices)
  case .confirmationKnown(let changes, let needs): state.take(needs, of: changes, &effects)
  case .codeWanted(let question): state.ask(question)
  case .codeNotWanted(let number): state.withdraw(number)
  case .themeShown(let name, let found):
    if found { state.theme = name }
    state.say(found ? "Theme \(name)." : "There is no theme \(name).", found ? .plain : .warn)
  case .themesRead(let slugs, let problems):
    state.options.themes = slugs
    for problem in problems { state.say(problem, .warn) }
  case .answered(let id, let reply):
    // What nobody waits for any more is dropped.
    if state.tasks[id] != nil { state.take(reply, to: id, &effects) }
  }
  state.settle(&effects)
  return effects
}

extension AppState {
  /// The first effects, before any event.
  mutating func start() -> [Effect] {
    var effects: [Effect] = []
    let id = begin(.connect, &effects)
    effects.append(.connect(id, .asStarted))
    if let command = options.open {
      run(command: command.hasPrefix(":") ? String(command.dropFirst()) : command, &effects)
    }
    settle(&effects)
    return effects
  }

  /// Brings rows, scroll and what is to be fetched in line with what just happened.
  mutating func settle(_ effects: inout [Effect]) {
    endAskingAgain()
    if tableHeight != lastTableHeight {
      lastTableHeight = tableHeight
      screen.table.scroll(height: tableHeight)
    }
    rebuildRows()
    fill(&effects)
    let wanted = windowTitle
    if wanted != title {
      title = wanted
      effects.append(.setTitle(wanted))
    }
  }

  /// Profile, region and mode; never a key's name.
  private var windowTitle: String {
    let mode = isReadOnly ? " READ-ONLY" : ""
    let region =
      [Self.unknownRegion, ""].contains(context.region) ? "" : " \(context.region)"
    return "tollgate \(context.profile)\(region)\(mode)"
  }

  /// The time passed: values are hidden again, figures refreshed.
  fileprivate mutating func take(_ time: Date, _ effects: inout [Effect]) {
    now = time
    if case .reveal(let dialog)? = dialogs.last, let until = dialog.until, time >= until {
      dialogs.removeLast()
      say("The value of \(dialog.label) is hidden again.")
    } else {
      dialogs.removeAll {
        if case .reveal(let dialog) = $0, let until = dialog.until { time >= until } else { false }
      }
    }
    warnOfEnds()
    refreshIfDue(&effects)
  }

  fileprivate mutating func take(_ event: TerminalEvent, _ effects: inout [Effect]) {
    switch event {
    case .key(.control("z")): effects.append(.suspend)
    case .key(let key): press(key, &effects)
    case .paste(let text): paste(text, &effects)
    case .mouse(let mouse): point(mouse, &effects)
    case .resized(let size):
      self.size = size
      for index in stack.indices { stack[index].table.scroll(height: tableHeight) }
    case .resumed: effects.append(.redraw)
    case .signal(let name):
      let numbers: [String: Int32] = ["HUP": 1, "INT": 2, "TERM": 15]
      quit(
        ConsoleExit(
          message: unsentSentence(ended: "SIG\(name) came"), code: 128 + (numbers[name] ?? 15)),
        &effects)
    case .hangup:
      quit(ConsoleExit(message: unsentSentence(ended: "the terminal is gone"), code: 129), &effects)
    }
  }

  /// Ends the program; what is unsent is dropped.
  mutating func quit(_ exit: ConsoleExit, _ effects: inout [Effect]) {
    for run in runs.indices {
      for item in runs[run].items.indices where runs[run].items[item].status == .waiting {
        runs[run].items[item].status = .dropped
      }
    }
    effects.append(.quit(exit))
  }

  /// Names what ends unsent or unanswered; nil when there is nothing of the kind.
  func unsentSentence(ended reason: String?) -> String? {
    let rotating = rotationRuns.flatMap(\.items)
    let unsent =
      runs.flatMap(\.unsent).map(\.change.phrase)
      + rotating.filter { $0.status == .waiting }.map(\.what)
    var open = runs.flatMap(\.items).filter {
      if case .sending = $0.status { true } else { false }
    }.map(\.change.phrase)
    open += rotating.filter { $0.status == .sending }.map(\.what)
    open += revocations.values.filter { !$0.isSettled }.map {
      "disable \($0.matches.map(\.key.label).joined(separator: ", "))"
    }
    var parts: [String] = []
    if let reason { parts.append("Ended because \(reason).") }
    if !open.isEmpty {
      parts.append(
        "Without an answer yet: \(Self.list(open)). The journal tells what became of it.")
    }
    if !unsent.isEmpty { parts.append("Not sent: \(Self.list(unsent)).") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The first five of a list, and how many more.
  static func list(_ items: [String]) -> String {
    items.prefix(5).joined(separator: ", ")
      + (items.count > 5 ? " and \(items.count - 5) more" : "")
  }
}
