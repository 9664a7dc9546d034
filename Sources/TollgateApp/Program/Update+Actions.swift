import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// Does an action that is known to work.
  mutating func perform(_ action: Action, _ effects: inout [Effect]) {
    let place = screen.table.cursorIndex
    switch action {
    case .down: step(1)
    case .up: step(-1)
    case .first: move(to: 0)
    case .last: move(to: screen.table.shown.count - 1)
    case .pageDown: move(to: place + max(1, tableHeight - 1))
    case .pageUp: move(to: place - max(1, tableHeight - 1))
    case .halfDown: move(to: place + max(1, tableHeight / 2))
    case .halfUp: move(to: place - max(1, tableHeight / 2))
    case .open: open(&effects)
    case .detail: openDetail(&effects)
    case .back: back()
    case .lastView: swapLastView()
    case .keys: show(.keys)
    case .plans: show(.plans)
    case .usage: show(.usage)
    case .rotations:
      show(.rotations)
      loadRotations(.person, &effects)
    case .audit:
      show(.audit)
      loadJournal(&effects)
    case .leak: openLeak()
    case .contexts: show(.contexts)
    case .messages: show(.messages)
    case .filter:
      prompt = Prompt(
        .filter, text: screen.table.filter, before: screen.table.filter, tableBefore: screen.table)
    case .command: prompt = Prompt(.command)
    case .help: dialogs.append(.help(HelpDialog()))
    case .mark: mark()
    case .markAll: markAll()
    case .sort:
      awaitsSortLetter = true
      say("Sort by: \(sortLetters).")
    case .problems:
      screen.table.problemsOnly.toggle()
      refilter()
      say(screen.table.problemsOnly ? "Only rows with a problem." : "All rows.")
    case .refresh: refresh(.person, &effects)
    case .pause:
      isRefreshPaused.toggle()
      say(
        isRefreshPaused
          ? "Refreshing by itself is stopped; \(table.label(.refresh)) still asks."
          : "Refreshing by itself every \(options.refreshSeconds) s.")
    case .redraw: effects.append(.redraw)
    case .quit: requestQuit(&effects)
    case .shorter: setRange(screen.chart.days == 90 ? 30 : 7)
    case .longer: setRange(screen.chart.days == 7 ? 30 : 90)
    case .readLeft: read(1)
    case .readRight: read(-1)
    case .expand: screen.chart.isExpanded.toggle()
    case .scale: screen.chart.scalesToUse.toggle()
    case .advance, .extendOverlap, .finishRotation, .rollBack:
      performOnRotations(action, &effects)
    default: performOnRows(action, &effects)
    }
  }

  private mutating func step(_ count: Int) {
    switch screen.kind {
    case .key(let id):
      let plans = catalog.charts[id]?.count ?? catalog.keys[id]?.plans.count ?? 0
      screen.chart.plan = min(max(0, screen.chart.plan + count), max(0, plans - 1))
    case .plan, .rotation: break
    case .entry(let id):
      screen.top = min(max(0, screen.top + count), EntryScreen.scrollLimit(id, self))
    default: move(to: screen.table.cursorIndex + count)
    }
  }

  private mutating func setRange(_ days: Int) {
    screen.chart.days = days
    if let reading = screen.chart.reading { screen.chart.reading = min(reading, days - 1) }
  }

  private mutating func read(_ count: Int) {
    let reading = screen.chart.reading.map { $0 + count } ?? 0
    screen.chart.reading = min(max(0, reading), screen.chart.days - 1)
  }

  // MARK: marks

  private mutating func mark() {
    guard let cursor = screen.table.cursor else { return }
    if case .total = cursor { return say("This row has the totals of a plan; mark its keys.") }
    if case .context = cursor { return say("This row stands for a context that did not answer.") }
    screen.table.wasTouched = true
    if screen.table.marks.remove(cursor) == nil { screen.table.marks.insert(cursor) }
    move(to: screen.table.cursorIndex + 1)
  }

  private mutating func markAll() {
    let shown = screen.table.shown.filter { row in
      switch row {
      case .total, .context: false
      default: true
      }
    }
    if shown.allSatisfy(screen.table.marks.contains) {
      screen.table.marks.subtract(shown)
    } else {
      screen.table.marks.formUnion(shown)
    }
    let hidden = screen.table.marks.subtracting(shown).count
    say(
      "\(Figures.number(screen.table.marks.count)) marked"
        + (hidden > 0 ? ", \(Figures.number(hidden)) of them hidden by the filter." : "."))
  }

  // MARK: from view to view

  /// Goes to a view as it was left.
  mutating func show(_ kind: ScreenKind) {
    guard stack.count > 1 || screen.kind != kind else { return }
    let root = stack[0]
    parked[root.name] = root
    lastView = stack
    stack = [parked[kind.name] ?? Screen(kind)]
  }

  /// Opens a screen over the one shown.
  mutating func push(_ kind: ScreenKind) {
    guard screen.kind != kind else { return }
    lastView = stack
    stack.append(Screen(kind))
  }

  private mutating func swapLastView() {
    guard let last = lastView else { return }
    lastView = stack
    stack = last
  }

  /// Back by one step: a filter first, then marks, then the screen.
  private mutating func back() {
    if screen.chart.isExpanded {
      screen.chart.isExpanded = false
    } else if screen.chart.reading != nil {
      screen.chart.reading = nil
    } else if !screen.table.filter.isEmpty || screen.table.problemsOnly {
      screen.table.filter = ""
      screen.table.problemsOnly = false
      refilter()
    } else if stack.count > 1 {
      let left = stack
      stack.removeLast()
      lastView = left
    } else if !screen.table.marks.isEmpty {
      screen.table.marks = []
      say("No row is marked any more.")
    }
  }

  private mutating func open(_ effects: inout [Effect]) {
    if case .context(let home)? = screen.table.cursor, screen.kind != .contexts {
      return push(.context(home))
    }
    switch screen.kind {
    case .plans, .plan:
      if let plan = targetPlan { push(.planKeys(plan.id)) }
    case .usage:
      if case .total(let plan)? = screen.table.cursor { return push(.planKeys(plan)) }
      openKey(&effects)
    case .rotations: if let rotation = targetRotation { push(.rotation(rotation.id)) }
    case .audit: if case .line(let id)? = screen.table.cursor { push(.entry(id)) }
    case .contexts: if case .context(let home)? = screen.table.cursor { push(.contextKeys(home)) }
    default: openKey(&effects)
    }
  }

  private mutating func openDetail(_ effects: inout [Effect]) {
    if case .context(let home)? = screen.table.cursor { return push(.context(home)) }
    switch screen.kind {
    case .plans:
      if let plan = targetPlan { openPlan(plan.id, &effects) }
    case .usage:
      if case .total(let plan)? = screen.table.cursor { return openPlan(plan, &effects) }
      openKey(&effects)
    default: openKey(&effects)
    }
  }

  /// Opens a plan's detail and asks for what lists do not tell.
  mutating func openPlan(_ plan: PlanID, _ effects: inout [Effect]) {
    push(.plan(plan))
    let id = begin(.plan(plan), &effects)
    effects.append(.loadPlan(id, plan, .person))
  }

  private mutating func openKey(_ effects: inout [Effect]) {
    guard let key = cursorKeys.first else { return }
    let plan = cursorPlan
    openKey(key.id, plan: plan, &effects)
  }

  /// Opens a key's detail and asks for the key, its plans and its days.
  mutating func openKey(_ key: KeyID, plan: PlanID?, _ effects: inout [Effect]) {
    push(.key(key))
    if let plan, let index = chartPlans(key).firstIndex(of: plan) { screen.chart.plan = index }
    if catalog.keys[key] == nil, denial(.readKeys, at: key.home) != nil {
      // It was refused: its usage is all that there is, until somebody asks again.
      loadCharts(key, .person, &effects)
    } else {
      loadDetail(key, .person, &effects)
    }
  }
}
