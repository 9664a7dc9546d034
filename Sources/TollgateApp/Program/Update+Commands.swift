import Canvas
import GatewayKit

extension AppState {
  /// Runs what was typed after `:`.
  mutating func run(command text: String, _ effects: inout [Effect]) {
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard let first = words.first.map({ String($0) }) else { return }
    let rest = words.count > 1 ? String(words[1]).trimmingSpaces : ""
    if let kind = ScreenKind.named(first) { return open(kind, rest, &effects) }
    switch first.lowercased() {
    case "health", "checks", "4", "7":
      say("The view \(first) is not part of this version.", .warn)
    case "q", "quit", "exit": requestQuit(&effects)
    case "filter": setFilter(rest)
    case "sort":
      let wanted = rest.lowercased()
      if let column = columns.first(where: {
        $0.id.rawValue == wanted || $0.title.lowercased() == wanted
      }) {
        sort(by: column.id)
      } else {
        say("Sort by one of: \(columns.map(\.id.rawValue).joined(separator: ", ")).", .warn)
      }
    case "theme":
      if rest.isEmpty || SecretShape.appears(in: rest) {
        say("Themes: \(options.themes.joined(separator: ", ")).")
      } else {
        effects.append(.showTheme(rest))
      }
    case "sandbox": connect(.sandbox, &effects)
    case "profile":
      if rest.isEmpty {
        say("Which one? :profile NAME", .warn)
      } else {
        connect(.profile(rest), &effects)
      }
    case "plan" where !rest.isEmpty: openPlan(named: rest, &effects)
    case "key" where !rest.isEmpty: openKey(named: rest, &effects)
    case "resume" where isRefreshPaused && screen.name != .plans && screen.name != .plan:
      act(.pause, &effects)
    default:
      if let action = Action(rawValue: first.lowercased()), rest.isEmpty {
        act(action, &effects)
      } else if SecretShape.appears(in: text) {
        openLeak(LeakedText(text))
      } else {
        say("There is no command \(first). Tab completes, ? lists the keys.", .warn)
      }
    }
  }

  private mutating func open(_ kind: ScreenKind, _ filter: String, _ effects: inout [Effect]) {
    show(kind)
    if kind == .audit { loadJournal(&effects) }
    if kind == .rotations { loadRotations(.person, &effects) }
    guard !filter.isEmpty else { return }
    rebuildRows()
    setFilter(filter.hasPrefix("/") ? String(filter.dropFirst()) : filter)
  }

  private mutating func openPlan(named name: String, _ effects: inout [Effect]) {
    let found = catalog.plans(named: name, at: here)
    guard let plan = found.first, found.count == 1 else {
      let shown = SecretShape.appears(in: name) ? "this" : name
      say(
        found.isEmpty ? "No plan is called \(shown)." : "Several plans are called \(shown).", .warn)
      return
    }
    push(.planKeys(plan.id))
  }

  private mutating func openKey(named name: String, _ effects: inout [Effect]) {
    let found = catalog.keyOrder.filter {
      $0.shown == name || catalog.keys[$0]?.key.name == name
    }
    guard let key = found.first, found.count == 1 else {
      let shown = SecretShape.appears(in: name) ? "this" : name
      say(found.isEmpty ? "No key is called \(shown)." : "Several keys are called \(shown).", .warn)
      return
    }
    openKey(key, plan: nil, &effects)
  }

  /// Names that may be typed after `:`, those that work now.
  var commandNames: [String] {
    var names = ["keys", "plans", "usage", "rotations", "audit", "contexts", "messages"]
    names += workingActions.map(\.action.rawValue).filter { !names.contains($0) }
    names += ["filter", "key", "plan", "profile", "sandbox", "sort", "theme"]
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// What tab adds to a command; nil when nothing fits.
  func suggestion(for text: String) -> String? {
    guard !text.isEmpty else { return nil }
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    if words.count == 1 {
      let match = commandNames.first { $0.hasPrefix(text) && $0 != text }
      return match.map { String($0.dropFirst(text.count)) }
    }
    let typed = String(words[1])
    let candidates: [String] =
      switch words[0] {
      case "theme": options.themes
      case "sort": columns.map(\.id.rawValue)
      case "plan": catalog.planOrder.compactMap { catalog.plans[$0]?.label }
      default: []
      }
    let match = candidates.first { $0.hasPrefix(typed) && $0 != typed }
    return match.map { String($0.dropFirst(typed.count)) }
  }

  /// The commands that what is typed may become, for the line above it.
  func candidates(for text: String) -> [String] {
    guard !text.contains(" ") else { return [] }
    return commandNames.filter { $0.hasPrefix(text) }.sorted()
  }
}
