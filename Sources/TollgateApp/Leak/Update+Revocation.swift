import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// Seconds of silence in the access logs after which a key counts as shown to be off.
  static let silenceWanted = 300.0

  // MARK: questions

  /// A key while something is asked. Enter confirms nothing.
  mutating func press(
    _ key: Key, _ question: LeakDialog.Question, in leak: LeakDialog, _ effects: inout [Effect]
  ) {
    var leak = leak
    if case .reportPath(var field) = question {
      switch key {
      case .escape: leak.question = nil
      case .enter: return takePath(field.text.trimmingSpaces, leak, &effects)
      default:
        guard field.edit(key) else { return }
        leak.question = .reportPath(field)
      }
      return put(leak)
    }
    switch key {
    case .escape, .character("n"): leak.question = nil
    case .character("y"):
      leak.question = nil
      switch question {
      case .disable(let matches): return revoke(matches, leak, &effects)
      case .replace(let matches): return revoke(matches, replace: true, leak, &effects)
      case .quarantine(let match): return quarantine(match, leak, &effects)
      case .reportPath: break
      }
    default: return
    }
    put(leak)
  }

  // MARK: sending

  private mutating func revoke(
    _ matches: [LeakMatch], replace: Bool = false, _ leak: LeakDialog, _ effects: inout [Effect]
  ) {
    var leak = leak
    guard !matches.isEmpty else { return put(leak) }
    let number = nextRevocation
    nextRevocation += 1
    let id = begin(.revoke(number), &effects)
    var revocation = Revocation(number: number, matches: matches, origin: "a paste")
    if let before = leak.revocation.flatMap({ revocations[$0] }) {
      // What was done before stays readable above.
      revocation.entries = before.entries
    }
    let names = matches.map(\.key.label).joined(separator: ", ")
    revocation.log(replace ? "replacing \(names) …" : "disabling \(names) …")
    revocations[number] = revocation
    leak.revocation = number
    leak.top = 0
    put(leak)
    effects.append(
      .revoke(
        id,
        RevokeRequest(
          matches: matches, origin: revocation.origin, waitSilent: Self.silenceWanted,
          replace: replace, wantsReport: true)))
  }

  private mutating func quarantine(
    _ match: LeakMatch, _ leak: LeakDialog, _ effects: inout [Effect]
  ) {
    var leak = leak
    leak.hint = "Moving \(match.key.label) into the quarantine plan …"
    put(leak)
    let id = begin(.quarantine, &effects)
    effects.append(.quarantine(id, match))
  }

  // MARK: answers

  /// What revoking tells.
  mutating func take(_ event: RevokeEvent, of number: Int, _ effects: inout [Effect]) {
    guard var revocation = revocations[number] else { return }
    let several = revocation.matches.count > 1
    switch event {
    case .disabled(let key, let at, let milliseconds, let requestId):
      revocation.disabled.insert(Self.matchID(key))
      let request = requestId.map { ", request id \($0)" } ?? ""
      revocation.log(
        "disabled \(key.label) \(Figures.clock(at)) UTC (\(milliseconds) ms\(request))", .ok)
      if shows(key) { catalog.put(key) }
      say(
        "disabled \(key.label) at \(Figures.clock(at)) UTC; a revoked key is not undone by \(table.label(.undo)).",
        .ok)
    case .readBack(let key, let isDisabled):
      let name = several ? " \(key.label)" : ""
      if isDisabled { revocation.verified.insert(Self.matchID(key)) }
      revocation.log(
        isDisabled ? "read back\(name): disabled" : "read back\(name): still enabled",
        isDisabled ? .ok : .danger)
      if shows(key) { catalog.put(key) }
    case .probed(let status, let words, let isRefused, let at):
      revocation.log(
        "probe \(Figures.clock(at)): \(status) \(words)", isRefused ? .ok : .warn)
    case .silence(let lastAccepted, let seconds):
      revocation.silence = Revocation.Silence(
        lastAccepted: lastAccepted, seconds: seconds, heardAt: now)
    case .reported(let report): revocation.earlyReport = report
    case .replaced(let rotation):
      let new = rotation.newKeyId ?? "the new key"
      revocation.log("replaced by \(new), same name and plans", .ok)
    case .note(let sentence): revocation.log(sentence)
    case .finished(let outcome):
      revocation.outcome = outcome
      for item in outcome.items { finish(item, &revocation) }
    }
    revocations[number] = revocation
    if case .reported = event, revocation.reportPath != nil { writeReport(number, &effects) }
  }

  private mutating func finish(_ item: RevokeOutcome.Item, _ revocation: inout Revocation) {
    let id = Self.matchID(item.key)
    if shows(item.key) { catalog.put(item.key) }
    if let error = item.error {
      revocation.log("\(item.key.label): \(told(error))", .danger)
      say(error, failed: "Could not disable \(item.key.label)", .danger)
    } else if item.isDisabled, !revocation.disabled.contains(id) {
      revocation.log("\(item.key.label) was disabled already", .ok)
    }
    if item.isDisabled { revocation.disabled.insert(id) }
    if item.isVerified { revocation.verified.insert(id) }
  }

  /// Revoking came to its end, or broke off.
  mutating func revocationEnded(
    _ number: Int, _ error: GatewayError?, _ effects: inout [Effect]
  ) {
    guard var revocation = revocations[number] else { return }
    if let error {
      revocation.error = error
      revocation.log(toldOfChange(error), .danger)
      sayOfChange(error, failed: "Could not disable the leaked key")
    }
    revocations[number] = revocation
    if let path = revocation.earlyPath, revocation.outcome?.proof != RevokeOutcome.Proof.none {
      // What was written early says that nothing is proven; now it is.
      revocations[number]?.reportPath = revocation.reportPath ?? path
    }
    if revocations[number]?.reportPath != nil { writeReport(number, &effects) }
    let isShown = leakDialog?.revocation == number
    if !isShown, revocations[number]?.reportPath == nil { revocations[number] = nil }
  }

  static func matchID(_ key: APIKey) -> LeakMatch.ID {
    "\(key.context.profile)/\(key.context.region)/\(key.id.wire)"
  }

  // MARK: the log

  mutating func pressInLog(_ key: Key, _ leak: inout LeakDialog, _ effects: inout [Effect]) {
    guard let number = leak.revocation, let revocation = revocations[number] else { return }
    switch key {
    case .character("w"):
      guard revocation.error == nil else {
        leak.hint = "There is nothing to report: the key could not be disabled."
        break
      }
      leak.question = .reportPath(FieldText(revocation.reportPath ?? Self.reportName(now)))
    case .character("d"):
      let left = leak.chosenMatches.filter { !isBeingRevoked($0) }
      guard !left.isEmpty, !left.contains(where: { isReadOnly($0.key.id.home) }) else { break }
      leak.question = .disable(left)
    case .character("r"):
      guard revocation.isSettled, revocation.error == nil, revocation.outcome?.replacement == nil
      else { break }
      leak.question = .replace(revocation.matches)
    case .character("D"): return showRequestsOfLog(leak)
    default: break
    }
    put(leak)
  }

  /// The change to make elsewhere, so that what was disabled stays off.
  private mutating func showRequestsOfLog(_ leak: LeakDialog) {
    var preview = PreviewDialog(changes: [])
    preview.command = "tollgate keys revoke --report incident.md < leaked.txt"
    preview.lines = []
    for match in leak.chosenMatches {
      guard let owner = leak.facts[match.id]?.management, !owner.change.isEmpty else { continue }
      preview.extras.append(
        PreviewDialog.Extra(
          heading: "The change to make in \(owner.words), so that it stays off:",
          lines: owner.change))
    }
    dialogs.append(.preview(preview))
  }

  // MARK: the report

  static func reportName(_ now: Date) -> String {
    "incident-\(CalendarDay(now).description)-\(Figures.clock(now).filter { $0 != ":" }).md"
  }

  private mutating func takePath(
    _ path: String, _ leak: LeakDialog, _ effects: inout [Effect]
  ) {
    var leak = leak
    guard !path.isEmpty, let number = leak.revocation else { return }
    if SecretShape.appears(in: path) {
      leak.hint = "This looks like a key's value; a path must hold none."
      return put(leak)
    }
    leak.question = nil
    put(leak)
    revocations[number]?.reportPath = path
    let revocation = revocations[number]
    if revocation?.outcome != nil || revocation?.earlyReport != nil {
      writeReport(number, &effects)
    }
  }

  /// Writes the report when there is one; until then the path is remembered.
  private mutating func writeReport(_ number: Int, _ effects: inout [Effect]) {
    guard let revocation = revocations[number], let path = revocation.reportPath else { return }
    guard !isBusy(.report(number)) else { return }
    guard let report = revocation.outcome?.report ?? revocation.earlyReport else {
      revocations[number]?.reportPath = nil
      revocations[number]?.log("no report was made", .warn)
      return
    }
    let id = begin(.report(number), &effects)
    effects.append(
      .writeReport(id, report, path, replaces: path == revocation.earlyPath))
  }

  /// The report was written, or not.
  mutating func reportCame(_ files: [String], _ error: GatewayError?, of number: Int) {
    let path = revocations[number]?.reportPath
    revocations[number]?.reportPath = nil
    if let error {
      revocations[number]?.log("no report: \(error.message) \(error.advice)", .danger)
      say("The report was not written: \(error.message) \(error.advice)", .danger)
    } else {
      let isRenewed = revocations[number]?.reportFiles == files
      let isEarly = revocations[number]?.outcome == nil
      revocations[number]?.earlyPath = isEarly ? path : nil
      revocations[number]?.reportFiles = files
      revocations[number]?.log(
        isRenewed
          ? "report renewed with the proof"
          : "report written to \(Self.list(files))"
            + (isEarly ? "; it is renewed when the proof is there" : ""), .ok)
      say("Report written to \(Self.list(files)).", .ok)
    }
    if leakDialog?.revocation != number { revocations[number] = nil }
  }
}
