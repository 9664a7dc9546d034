import Canvas
import GatewayKit

extension AppState {
  /// Sends confirmed changes, a few at a time.
  mutating func startRun(_ changes: [Change], title: String, _ effects: inout [Effect]) {
    let run = ChangeRun(
      number: nextRun, title: title, items: changes.map { ChangeRun.Item(change: $0) })
    nextRun += 1
    runs.append(run)
    // Old runs are over; the last ones stay for their results.
    while runs.count > 20, runs[0].isOver { runs.removeFirst() }
    if case .form(var form)? = dialogs.last, !run.isBulk {
      form.run = run.number
      dialogs[dialogs.count - 1] = .form(form)
    } else if run.isBulk {
      if case .form? = dialogs.last { dialogs.removeLast() }
      dialogs.append(.bulk(BulkDialog(run: run.number)))
    }
    if !run.isBulk { say("\(changes[0].phrase.capitalizedFirst) …") }
    advance(run.number, &effects)
  }

  /// Starts as many waiting changes of a run as may be under way.
  private mutating func advance(_ number: Int, _ effects: inout [Effect]) {
    guard let place = runs.firstIndex(where: { $0.number == number }) else { return }
    for index in runs[place].items.indices {
      guard runs[place].sendingCount < ChangeRun.width else { return }
      guard runs[place].items[index].status == .waiting else { continue }
      let id = begin(.change(run: number, index: index), &effects)
      runs[place].items[index].status = .sending(id)
      effects.append(.perform(id, runs[place].items[index].change, runs[place].urgency))
    }
  }

  /// An answer to one change of a run.
  mutating func take(
    _ reply: Reply, run number: Int, index: Int, _ effects: inout [Effect]
  ) {
    guard let place = runs.firstIndex(where: { $0.number == number }) else { return }
    let run = runs[place]
    switch reply {
    case .progress(let sentence):
      runs[place].items[index].progress = sentence
      if !run.isBulk { say(sentence) }
      return
    case .changed(let outcome):
      runs[place].items[index].status = .done(outcome.summary)
      take(outcome)
      if case .membership(_, let plan, _) = outcome.subject {
        loadUsage(plan.id, .background, &effects)
      }
      if !run.isBulk { succeeded(outcome, number) }
    case .failed(let error):
      runs[place].items[index].status = .failed(error)
      if !run.isBulk { failed(run.items[index].change, error, number) }
    default: return
    }
    advance(number, &effects)
    if run.isBulk, let run = runs.first(where: { $0.number == number }), run.isOver {
      bulkEnded(run)
    }
  }

  private mutating func succeeded(_ outcome: ChangeOutcome, _ number: Int) {
    say(sentence(outcome), .ok)
    guard let run = runs.first(where: { $0.number == number }), run.isOver, run.failures.isEmpty
    else { return }
    dialogs.removeAll { if case .form(let form) = $0 { form.run == number } else { false } }
  }

  /// What was done, to what, when, and how to undo it.
  func sentence(_ outcome: ChangeOutcome) -> String {
    var sentence = "\(outcome.summary) at \(Figures.clock(outcome.at)) UTC"
    switch outcome.subject {
    case .key, .plan, .usage: sentence += ", read back"
    default: break
    }
    if outcome.isReversible { sentence += " · \(table.label(.undo)) undoes" }
    return sentence
  }

  private mutating func failed(_ change: Change, _ error: GatewayError, _ number: Int) {
    sayOfChange(error, failed: "Could not \(change.phrase)")
    for index in dialogs.indices {
      guard case .form(var form) = dialogs[index], form.run == number else { continue }
      form.error = error
      dialogs[index] = .form(form)
    }
  }

  private mutating func bulkEnded(_ run: ChangeRun) {
    let failures = run.failures.count
    say(
      "\(run.title): \(run.doneCount) of \(run.items.count) done"
        + (failures > 0 ? ", \(failures) failed" : "") + " at \(Figures.clock(now)) UTC",
      failures > 0 ? .danger : .ok)
    if failures == 0 {
      for index in stack.indices { stack[index].table.marks = [] }
    }
  }

  /// A key in the list of results.
  mutating func press(_ key: Key, in bulk: BulkDialog, _ effects: inout [Effect]) {
    var bulk = bulk
    guard let place = runs.firstIndex(where: { $0.number == bulk.run }) else {
      dialogs.removeLast()
      return
    }
    switch key {
    case .escape, .character("q"):
      // The run goes on behind; its end stands in the message line.
      dialogs.removeLast()
      return
    case .character("R"):
      let failures = runs[place].failures
      let homes = Self.homes(failures.map { runs[place].items[$0].change })
      guard runs[place].isOver, !homes.contains(where: isReadOnly) else { break }
      for index in failures { runs[place].items[index].status = .waiting }
      advance(bulk.run, &effects)
    case .character("x"):
      for index in runs[place].items.indices where runs[place].items[index].status == .waiting {
        runs[place].items[index].status = .dropped
      }
    case .down, .character("j"): bulk.top += 1
    case .up, .character("k"): bulk.top -= 1
    case .pageDown: bulk.top += 10
    case .pageUp: bulk.top -= 10
    default: break
    }
    bulk.top = min(max(0, bulk.top), scrollLimit(.bulk(bulk)))
    dialogs[dialogs.count - 1] = .bulk(bulk)
  }

  /// Takes what a change left behind into the catalog.
  mutating func take(_ outcome: ChangeOutcome) {
    switch outcome.subject {
    case .key(let key):
      catalog.put(key)
    case .plan(let plan): catalog.put(plan)
    case .membership(let key, let plan, let attached):
      catalog.put(plan, listed: true)
      catalog.put(key)
      catalog.setMembership(key.id, plan.id, attached: attached)
    case .usage(let usage):
      catalog.put(usage)
      if catalog.charts[usage.keyId]?[usage.plan.id] != nil, usage.days.count > Catalog.trendDays {
        catalog.charts[usage.keyId]?[usage.plan.id] = usage
      } else if var chart = catalog.charts[usage.keyId]?[usage.plan.id] {
        chart.remaining = usage.remaining
        chart.percent = usage.percent
        chart.isAdjusted = usage.isAdjusted
        chart.forecast = usage.forecast
        catalog.charts[usage.keyId]?[usage.plan.id] = chart
      }
    case .keyDeleted(let key):
      catalog.removeKey(key.id)
      leave { $0 == .key(key.id) }
    case .planDeleted(let plan):
      catalog.removePlan(plan.id)
      leave { $0 == .plan(plan.id) || $0 == .planKeys(plan.id) }
    }
  }

  /// Leaves screens of what is gone.
  private mutating func leave(_ isGone: (ScreenKind) -> Bool) {
    stack.removeAll { isGone($0.kind) }
    if stack.isEmpty { stack = [Screen(.keys)] }
    if let last = lastView, last.contains(where: { isGone($0.kind) }) { lastView = nil }
  }
}
