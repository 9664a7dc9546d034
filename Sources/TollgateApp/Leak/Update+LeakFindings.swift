import Canvas
import GatewayKit

extension AppState {
  /// A key while what was found is shown.
  mutating func pressInFindings(
    _ key: Key, _ leak: inout LeakDialog, _ effects: inout [Effect]
  ) {
    let matches = leak.chosenMatches
    switch key {
    case .down, .character("j"): move(1, &leak, &effects)
    case .up, .character("k"): move(-1, &leak, &effects)
    case .character("d"): ask(.disable(matches), &leak)
    case .character("s"):
      guard let match = matches.first else { return refuse("No key was found yet.", &leak) }
      guard matches.count == 1 else {
        return refuse(
          "Several keys hold this value; quarantine takes one at a time, d takes all.", &leak)
      }
      ask(.quarantine(match), &leak)
    case .character("r"):
      guard let match = matches.first else { return refuse("No key was found yet.", &leak) }
      guard match.key.context == context else {
        return refuse(
          "It lives in \(match.key.context.profile) · \(match.key.context.region): "
            + "connect there with :profile first, or press d.", &leak)
      }
      put(leak)
      let home = match.key.id.home
      open(
        .rotate([match.key], plans: catalog.plans(at: home), afterLeak: true), at: home)
    case .character("D"): showRequests(leak, &effects)
    case .control("r") where leak.search?.error != nil:
      leak = LeakDialog()
      leak.hint = "Paste it once more: the text was not kept."
      put(leak)
    default: break
    }
  }

  private mutating func move(_ count: Int, _ leak: inout LeakDialog, _ effects: inout [Effect]) {
    let leaks = leak.search?.leaks ?? []
    guard let current = leak.chosenLeak, let place = leaks.firstIndex(of: current) else { return }
    leak.chosen = leaks[min(max(0, place + count), leaks.count - 1)]
    leak.top = 0
    put(leak)
    loadFacts(&effects)
  }

  private mutating func refuse(_ reason: String, _ leak: inout LeakDialog) {
    leak.hint = reason
    put(leak)
  }

  private mutating func ask(_ question: LeakDialog.Question, _ leak: inout LeakDialog) {
    if leak.chosenMatches.contains(where: { isReadOnly($0.key.id.home) }) {
      return refuse("This context is read-only, so nothing can be changed from here.", &leak)
    }
    switch question {
    case .disable(let matches):
      if matches.isEmpty { return refuse("No key was found yet.", &leak) }
      let open = matches.filter { !isBeingRevoked($0) }
      if open.isEmpty { return refuse("It is being disabled.", &leak) }
      leak.question = .disable(open)
    default: leak.question = question
    }
    put(leak)
  }

  /// True once a key of a leak was handed to a revocation that did not fail.
  func isBeingRevoked(_ match: LeakMatch) -> Bool {
    revocations.values.contains { revocation in
      revocation.error == nil && revocation.matches.contains { $0.id == match.id }
    }
  }

  /// The requests that disabling would send, the command line, and the change to make elsewhere.
  private mutating func showRequests(_ leak: LeakDialog, _ effects: inout [Effect]) {
    let matches = leak.chosenMatches
    guard !matches.isEmpty else { return }
    put(leak)
    var preview = PreviewDialog(changes: [])
    preview.command = "tollgate keys revoke --report incident.md < leaked.txt"
    for match in matches {
      guard let owner = leak.facts[match.id]?.management, !owner.change.isEmpty else { continue }
      preview.extras.append(
        PreviewDialog.Extra(
          heading: "The change to make in \(owner.words), so that it stays off:",
          lines: owner.change))
    }
    let id = begin(.preview, &effects)
    dialogs.append(.preview(preview))
    effects.append(.previewRevoke(id, RevokeRequest(matches: matches, origin: "a paste")))
  }
}
