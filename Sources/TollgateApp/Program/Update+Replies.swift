import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// An answer to work that is still wanted.
  mutating func take(_ reply: Reply, to id: TaskID, _ effects: inout [Effect]) {
    guard let purpose = tasks[id] else { return }
    if !reply.isPartial { tasks[id] = nil }
    if case .change(let run, let index) = purpose {
      return take(reply, run: run, index: index, &effects)
    }
    if case .rotation(let run, let index) = purpose {
      return take(reply, rotationRun: run, index: index, &effects)
    }
    switch reply {
    case .connected(let identity, let settings):
      connected(identity, &effects)
      apply(settings, &effects)
    case .identified(let identity): ownIdentity = identity
    case .keyPage(let page):
      catalog.take(page)
      if let failure = page.failure { take(failure) }
      findRevivals(page, &effects)
    case .planPage(let page): catalog.take(page)
    case .key(let key):
      catalog.put(key)
      loadCharts(key.id, .person, &effects)
    case .plan(let plan):
      catalog.put(plan)
      planCame(plan, &effects)
    case .members(let members):
      if case .members(let plan) = purpose { catalog.setMembers(members.map(\.id), of: plan) }
    case .plansOfKey(let plans):
      if case .plansOfKey(let key) = purpose { catalog.setPlans(plans, of: key) }
    case .usage(let list): usageCame(list, purpose)
    case .apis(let apis):
      catalog.apis = apis
      apisCame()
    case .journal(let lines):
      catalog.journal = lines
      catalog.journalState = LoadState(pages: 1, isComplete: true, fetchedAt: now)
    case .previewed(let lines): previewCame { $0.lines = lines }
    case .changed(let outcome):
      take(outcome)
      say(sentence(outcome), .ok)
      if purpose == .quarantine { quarantined(outcome) }
    case .leak(let event): take(event, &effects)
    case .leakDetail(let detail):
      if case .leakFacts(let match) = purpose { take(detail, of: match) }
    case .revoke(let event):
      if case .revoke(let number) = purpose { take(event, of: number, &effects) }
    case .ended: ended(purpose, &effects)
    case .written(let files):
      if case .report(let number) = purpose { reportCame(files, nil, of: number) }
    case .rotations(let rotations):
      catalog.rotations = rotations
      catalog.rotationsState = LoadState(pages: 1, isComplete: true, fetchedAt: now)
    case .rotationsChecked(let notes): rotationsChecked(notes, &effects)
    case .rotated: break
    case .journalChecked(let check):
      catalog.journalCheck = check
      catalog.journalCheckError = nil
      if let broken = check.brokenAt {
        say(
          "The journal's chain is broken at entry \(broken): \(check.reason ?? "it was changed")",
          .danger)
      }
    case .revivals(let found): revivalsCame(found)
    case .undoCandidate(let candidate): askUndo(candidate)
    case .revealed(let value): reveal(value)
    case .copied: say("Copied the value; clipboard managers may keep it.", .warn)
    case .progress(let sentence): say(sentence)
    case .failed(let error): failed(error, purpose, &effects)
    }
  }

  private mutating func connected(_ identity: ContextIdentity, _ effects: inout [Effect]) {
    if ownIdentity != nil {
      // Another context: nothing of the old one stays.
      for id in tasks.keys { effects.append(.cancel(id)) }
      tasks = [:]
      catalog = Catalog()
      standings = []
      askedLatecomers = []
      stack = [Screen(stack[0].kind.name == .plans ? .plans : .keys)]
      parked = [:]
      lastView = nil
      dialogs = []
    }
    ownIdentity = identity
    connection = .open
    lastRefresh = now
    let who = begin(.identify, &effects)
    effects.append(.identify(who))
    loadLists(.person, &effects)
    if screen.kind == .audit { loadJournal(&effects) }
    if screen.kind == .rotations { loadRotations(.person, &effects) }
    searchWhatWaits(&effects)
  }

  private mutating func planCame(_ plan: UsagePlan, _ effects: inout [Effect]) {
    let known = catalog.plans[plan.id] ?? plan
    for index in dialogs.indices {
      switch dialogs[index] {
      case .confirm(var dialog) where dialog.typed.isEmpty:
        // The question is asked again with what is known now.
        guard dialog.changes.count == 1, let change = dialog.changes.first?.renewed(with: known)
        else { continue }
        dialog.purpose = .changes([change])
        dialog.asked = [change]
        dialog.lines = change.differences
        dialog.needs = nil
        dialogs[index] = .confirm(dialog)
        effects.append(.askConfirmation([change]))
      default: continue
      }
    }
  }

  private mutating func usageCame(_ list: [KeyUsage], _ purpose: TaskPurpose) {
    switch purpose {
    case .usage(let plan):
      catalog.take(list, of: plan, at: now, isWhole: denialOfMembers(plan) == nil)
    case .chart(let key, let plan):
      catalog.chartErrors[key] = nil
      for one in list where one.keyId == key {
        catalog.charts[key, default: [:]][plan] = one
        catalog.put(one)
      }
    default: break
    }
  }

  private mutating func previewCame(_ change: (inout PreviewDialog) -> Void) {
    for index in dialogs.indices {
      guard case .preview(var dialog) = dialogs[index] else { continue }
      change(&dialog)
      dialogs[index] = .preview(dialog)
    }
  }

  private mutating func askUndo(_ candidate: UndoCandidate?) {
    guard let candidate else { return say("There is nothing that can be undone.") }
    guard dialogs.isEmpty else { return }
    dialogs.append(
      .confirm(
        ConfirmDialog(
          title: "Undo: \(candidate.inverse)?", purpose: .undo(candidate), lines: [],
          notes: [
            "\(candidate.summary.capitalizedFirst) on \(Figures.moment(candidate.at)).",
            "It is compared with the service first; nothing is done if something else changed it.",
          ], needs: .yes)))
  }

  private mutating func reveal(_ value: KeyValue) {
    for index in dialogs.indices {
      guard case .reveal(var dialog) = dialogs[index] else { continue }
      dialog.value = value
      dialog.until = now.addingTimeInterval(RevealDialog.seconds)
      dialogs[index] = .reveal(dialog)
    }
  }

  // MARK: failures

  private mutating func failed(
    _ error: GatewayError, _ purpose: TaskPurpose, _ effects: inout [Effect]
  ) {
    switch purpose {
    case .connect:
      if ownIdentity != nil {
        connection = .open
        say(error, .danger)
      } else {
        connection = .refused(error)
      }
    case .identify:
      say("The caller is not known: \(error.message)", .warn)
    case .keys: catalog.keysState.error = error
    case .plans: catalog.plansState.error = error
    case .usage(let plan):
      if !catalog.usage.values.contains(where: { $0.error != nil }) {
        let label = catalog.plans[plan]?.label ?? plan.wire
        say(error, failed: "No usage of \(label)", .warn)
      }
      catalog.usageFailed(plan, error)
      if denial(.readUsage, at: plan.home) != nil {
        let busy = Set(tasks.values)
        catalog.usageDenied(at: plan.home, error) { busy.contains(.usage($0)) }
      }
      // Without usage the members alone still tell who is in the plan.
      if catalog.members[plan] == nil { loadMembers(plan, &effects) }
    case .chart(let key, _): catalog.chartErrors[key] = error
    case .members where error.denied != nil:
      // That the members may not be read was told when it was found out.
      break
    case .members, .plansOfKey: say(error, .warn)
    case .key(let key):
      if error.kind == .notFound {
        catalog.removeKey(key)
        if stack.count > 1, screen.kind == .key(key) { stack.removeLast() }
      }
      say(error, .danger)
    case .plan, .apis, .undoCandidate, .copyValue:
      say(error, .danger)
    case .undo: say(error, failed: "Not undone", .danger)
    case .journal: catalog.journalState.error = error
    case .journalCheck: catalog.journalCheckError = error
    case .rotations: catalog.rotationsState.error = error
    case .rotationCheck: rotationsRefused(error)
    case .leakSearch, .leakFacts, .quarantine: leakFailed(error, purpose)
    case .revoke(let number): revocationEnded(number, error, &effects)
    case .report(let number): reportCame([], error, of: number)
    case .revivals: break
    case .preview: previewCame { $0.error = error }
    case .reveal:
      for index in dialogs.indices {
        guard case .reveal(var dialog) = dialogs[index] else { continue }
        dialog.error = error
        dialogs[index] = .reveal(dialog)
      }
    case .change, .rotation: break
    }
  }
}
