import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// Opens the dialog that takes leaked text, filled in with what was typed elsewhere.
  mutating func openLeak(_ text: LeakedText = LeakedText()) {
    dialogs.append(.leak(LeakDialog(text)))
  }

  /// Puts a changed dialog back in its place.
  mutating func put(_ dialog: LeakDialog) {
    guard let index = dialogs.lastIndex(where: { if case .leak = $0 { true } else { false } })
    else { return }
    dialogs[index] = .leak(dialog)
  }

  /// The leak dialog, wherever in the pile it lies.
  var leakDialog: LeakDialog? {
    for dialog in dialogs.reversed() {
      if case .leak(let leak) = dialog { return leak }
    }
    return nil
  }

  // MARK: keys

  /// A key in the dialog.
  mutating func press(_ key: Key, in leak: LeakDialog, _ effects: inout [Effect]) {
    var leak = leak
    leak.hint = nil
    if let question = leak.question { return press(key, question, in: leak, &effects) }
    if scroll(&leak, by: key) { return put(leak) }
    if key == .escape { return closeLeak(&effects) }
    if leak.search == nil {
      enterText(key, &leak, &effects)
    } else if leak.revocation != nil {
      pressInLog(key, &leak, &effects)
    } else {
      pressInFindings(key, &leak, &effects)
    }
  }

  private func scroll(_ leak: inout LeakDialog, by key: Key) -> Bool {
    switch key {
    case .pageDown: leak.top += 8
    case .pageUp: leak.top -= 8
    default: return false
    }
    leak.top = min(max(0, leak.top), scrollLimit(.leak(leak)))
    return true
  }

  /// Text is typed; Enter searches.
  private mutating func enterText(
    _ key: Key, _ leak: inout LeakDialog, _ effects: inout [Effect]
  ) {
    let isBurst = leak.typedAt.map { now.timeIntervalSince($0) < 0.002 } ?? false
    switch key {
    case .enter where isBurst && leak.burst >= 8:
      // A terminal without bracketed paste types what is pasted: its newlines search nothing.
      leak.text.type("\n")
      leak.hint = "enter searches, once the paste is over"
    case .enter:
      guard !leak.text.isEmpty else {
        leak.hint = "There is nothing to search for yet."
        return put(leak)
      }
      if connection == .open { return search(leak, &effects) }
      leak.awaitsConnection = connection == .connecting
      if !leak.awaitsConnection {
        leak.hint = "There is no connection. esc, then s or p connects."
      }
    case .control("u"): leak.text.wipe()
    case .backspace:
      leak.burst = 0
      leak.text.takeBack()
    case .character(let character):
      leak.burst = isBurst ? leak.burst + 1 : 1
      leak.typedAt = now
      leak.text.type(character)
    default: return
    }
    put(leak)
  }

  /// Pasted text is taken as it is, in as many pastes as it comes.
  mutating func paste(_ text: String, into leak: LeakDialog) {
    var leak = leak
    leak.hint = nil
    if leak.question != nil {
      if case .reportPath(var field) = leak.question {
        field.insert(String(text.prefix(1024)))
        leak.question = .reportPath(field)
      } else {
        leak.hint = "Pasting confirms nothing; press y."
      }
    } else if leak.search == nil {
      leak.text.paste(text)
    } else {
      leak.hint = "This search has begun; esc, then \(table.label(.leak)) begins another."
    }
    put(leak)
  }

  // MARK: searching

  /// Hands the text to the search and forgets it.
  mutating func search(_ leak: LeakDialog, _ effects: inout [Effect]) {
    var leak = leak
    let id = begin(.leakSearch, &effects)
    effects.append(.findLeaks(id, leak.text))
    leak.mask = leak.text.mask
    leak.text = LeakedText()
    leak.awaitsConnection = false
    leak.search = LeakSearch(began: now)
    put(leak)
  }

  /// The connection stands: a search that waited for it begins.
  mutating func searchWhatWaits(_ effects: inout [Effect]) {
    guard let leak = leakDialog, leak.awaitsConnection else { return }
    search(leak, &effects)
  }

  /// What the search tells.
  mutating func take(_ event: LeakEvent, _ effects: inout [Effect]) {
    guard var leak = leakDialog else { return }
    switch event {
    case .announced(let sentence): leak.search?.announcement = sentence
    case .progress(let progress): leak.search?.progress = progress
    case .match(let match): leak.search?.take(match)
    case .finished(let findings):
      for match in findings.matches { leak.search?.take(match) }
      leak.search?.findings = findings
    }
    renewQuestion(&leak)
    put(leak)
    loadFacts(&effects)
  }

  /// A question about a leak names every key that holds its value, those found meanwhile too.
  private func renewQuestion(_ leak: inout LeakDialog) {
    guard case .disable(let matches) = leak.question, let number = matches.first?.leak,
      let known = leak.search?.matches.filter({ $0.leak == number })
    else { return }
    leak.question = .disable(known.filter { left in !isBeingRevoked(left) })
  }

  /// Asks what the chosen keys open, once for each.
  mutating func loadFacts(_ effects: inout [Effect]) {
    guard var leak = leakDialog else { return }
    for match in leak.chosenMatches where leak.facts[match.id] == nil {
      leak.facts[match.id] = LeakFacts()
      let id = begin(.leakFacts(match.id), &effects)
      effects.append(.leakDetails(id, match))
    }
    put(leak)
  }

  /// What a key opens, as it comes in.
  mutating func take(_ detail: LeakDetail?, of match: LeakMatch.ID) {
    guard var leak = leakDialog else { return }
    if let detail { leak.facts[match]?.take(detail) } else { leak.facts[match]?.isOver = true }
    put(leak)
  }

  /// Closes the dialog: the text, the search and what was found go. A change under way goes on.
  mutating func closeLeak(_ effects: inout [Effect]) {
    guard var leak = leakDialog else { return }
    leak.text.wipe()
    dialogs.removeAll { if case .leak = $0 { true } else { false } }
    for (id, purpose) in tasks {
      switch purpose {
      case .leakSearch, .leakFacts:
        tasks[id] = nil
        effects.append(.cancel(id))
      case .revoke(let number):
        guard revocations[number]?.isSettled == true, revocations[number]?.reportPath == nil
        else { continue }
        tasks[id] = nil
        effects.append(.cancel(id))
        revocations[number] = nil
      default: break
      }
    }
    if let number = leak.revocation, revocations[number]?.isOver == true {
      revocations[number] = nil
    }
  }
}

extension LeakDetail.Management {
  /// `CloudFormation stack acme-keys`, `Terraform`.
  var words: String {
    guard let place else { return tool.rawValue }
    switch tool {
    case .cloudFormation, .sam, .cdk: return "\(tool.rawValue) stack \(place)"
    default: return "\(tool.rawValue) \(place)"
    }
  }
}

extension AppState {
  /// A stream came to its end.
  mutating func ended(_ purpose: TaskPurpose, _ effects: inout [Effect]) {
    switch purpose {
    case .leakSearch:
      guard var leak = leakDialog, leak.search?.findings == nil, leak.search?.error == nil else {
        return
      }
      leak.search?.error = GatewayError(
        kind: .failed, code: "SearchEnded", message: "The search ended without a result.",
        advice: "Search again.")
      put(leak)
    case .leakFacts(let match): take(nil, of: match)
    case .revoke(let number): revocationEnded(number, nil, &effects)
    default: break
    }
  }

  /// A part of the dialog's work failed; the rest goes on.
  mutating func leakFailed(_ error: GatewayError, _ purpose: TaskPurpose) {
    guard var leak = leakDialog else {
      if purpose == .quarantine { say(error, .danger) }
      return
    }
    switch purpose {
    case .leakSearch: leak.search?.error = error
    case .leakFacts(let match): leak.facts[match]?.error = error
    case .quarantine: leak.hint = "\(error.message) \(error.advice)"
    default: break
    }
    put(leak)
  }

  /// A key was moved into the quarantine plan.
  mutating func quarantined(_ outcome: ChangeOutcome) {
    guard var leak = leakDialog else { return }
    leak.hint =
      "\(outcome.summary) at \(bothClocks(outcome.at)). It still works, slowly: d disables it."
    put(leak)
  }
}
