import Canvas
import Foundation
import GatewayKit

/// A whole screen, and where its text cursor stands.
struct Frame: Equatable, Sendable {
  var buffer: CellBuffer
  var cursor: Point?
}

/// Draws the state: pure, and what tests read.
func view(_ state: AppState) -> Frame {
  var buffer = CellBuffer(size: state.size)
  guard state.size.width > 0, state.size.height > 0 else { return Frame(buffer: buffer) }
  guard state.size.width >= Layout.least.width, state.size.height >= Layout.least.height else {
    let sentence = "tollgate needs more room: at least 40 columns and 8 rows."
    for (row, line) in Line(sentence).wrapped(to: state.size.width).enumerated() {
      buffer.put(line, at: Point(x: 0, y: row), in: buffer.bounds)
    }
    return Frame(buffer: buffer)
  }
  var cursor: Point?
  state.drawHeader(into: &buffer)
  if case .refused(let error) = state.connection, state.identity == nil {
    cursor = state.drawStart(error, into: &buffer)
  } else {
    state.drawTitle(into: &buffer)
    state.drawBody(into: &buffer)
    cursor = state.drawFoot(into: &buffer)
  }
  if let dialog = state.dialogs.last {
    cursor = nil
    state.draw(dialog, into: &buffer)
  }
  if let code = state.codeDialog, state.dialogs.last != .quit {
    cursor = nil
    state.widget(code).draw(into: &buffer, in: state.dialogArea, glyphs: state.glyphs)
  }
  if state.glyphs == .ascii { buffer = buffer.asciified() }
  return Frame(buffer: buffer, cursor: cursor)
}

extension AppState {
  private func rowRect(_ y: Int) -> Rect { Rect(x: 0, y: y, width: size.width, height: 1) }

  // MARK: header

  func drawHeader(into buffer: inout CellBuffer) {
    var left: Line = [TextSpan("tollgate", .accent, .bold), TextSpan("  ")]
    left += Line(context.profile)
    if let account = identity?.account { left += Line(" · \(account)") }
    if !context.region.isEmpty, context.region != Self.unknownRegion {
      left += Line(" · \(context.region)")
    }
    if isWide { left += Line(" · \(Figures.count(standings.count, "context"))", .dim) }
    if let endpoint = identity?.endpoint { left += Line(" · \(endpoint)", .dim) }
    var right: [Line] = []
    if isReadOnly { right.append(Line("READ-ONLY", .warn, .bold)) }
    if identity?.isProtected == true { right.append(Line("PROTECTED", .danger, .bold)) }
    let end = identity.flatMap { CredentialsEnd($0) }
    let isUrgent = end?.isUrgent(at: now) ?? false
    if let end, isUrgent { right.append(end.header(at: now)) }
    if let age { right.append(age) }
    if identity != nil {
      let role: Role = budget.isSlowed ? .warn : .dim
      right.append(Line(budget.words(isNarrow: size.width < 96), role))
    }
    // What is far away is the first to make room.
    if let end, !isUrgent { right.append(end.header(at: now)) }
    HeaderBar(left: left, right: right).draw(into: &buffer, in: rowRect(0), glyphs: glyphs)
  }

  /// How old what is shown is; what is on its way, as a count.
  private var age: Line? {
    if connection == .connecting { return Line("connecting …", .dim) }
    let state = catalog.keysState
    switch screen.kind {
    case .keys, .planKeys, .contextKeys:
      if isBusy(.keys), !state.isComplete {
        return Line("loading, \(Figures.count(state.pages, "page")) so far", .dim)
      }
    default: break
    }
    guard let date = dataDate else { return nil }
    let paused = isRefreshPaused ? ", paused" : ""
    return Line(Figures.age(date, at: now) + paused, .dim)
  }

  /// When the oldest figure on the screen was fetched.
  private var dataDate: Date? {
    switch screen.kind {
    case .keys, .contextKeys: catalog.keysState.fetchedAt
    case .planKeys(let plan): catalog.usage[plan]?.fetchedAt ?? catalog.keysState.fetchedAt
    case .plans: catalog.plansState.fetchedAt
    case .usage: catalog.usage.values.compactMap(\.fetchedAt).min()
    case .key(let key): catalog.charts[key]?.values.map(\.fetchedAt).min()
    case .audit, .entry: catalog.journalState.fetchedAt
    case .rotations, .rotation: catalog.rotationsState.fetchedAt
    case .plan: catalog.plansState.fetchedAt
    case .contexts, .context, .messages: nil
    }
  }

  // MARK: title

  func drawTitle(into buffer: inout CellBuffer) {
    var left = titleLine
    let filter = screen.table.filter
    if !filter.isEmpty {
      let shown = SecretShape.appears(in: filter) ? "••••••••" : filter
      left += Line("   /\(shown)", .accent)
    }
    if screen.table.problemsOnly { left += Line("   problems only", .warn) }
    var right: [Line] = []
    if let alarm { right.append(alarm) }
    if screen.kind == .audit, let chain = AuditScreen.chain(self) { right.append(chain) }
    if ViewName.tables.contains(screen.name), screen.name != .contexts {
      let isThere = { (row: RowID) in if case .context = row { false } else { true } }
      let all = screen.table.order.count(where: isThere)
      let shown = screen.table.shown.count(where: isThere)
      right.append(Line("\(Figures.number(shown)) of \(Figures.number(all))"))
      if let error = refreshError { right.append(Line("not refreshed: \(error.code)", .warn)) }
    }
    if case .key(let id) = screen.kind, let key = catalog.keys[id]?.key {
      let word = isChanging(id) ? "…" : key.isEnabled ? "enabled" : "disabled"
      right.append(Line("\(id.shown) · \(word)", key.isEnabled ? .text : .warn))
    }
    HeaderBar(left: left, right: right, on: .base)
      .draw(into: &buffer, in: rowRect(1), glyphs: glyphs)
  }

  /// Revoked keys that work again: said in every view until they are off.
  private var alarm: Line? {
    guard let first = revivals.values.min(by: { $0.revokedAt > $1.revokedAt }) else { return nil }
    let name = first.name.isEmpty ? first.keyId : first.name
    let what =
      revivals.count == 1
      ? "\(name): \(first.words)" : "\(revivals.count) revoked keys work again"
    return Line(what, .danger, .bold) + Line(" · \(table.label(.problems)) shows", .danger)
  }

  /// Why what is shown is older than it should be.
  private var refreshError: GatewayError? {
    switch screen.name {
    case .keys: screen.table.order.isEmpty ? nil : catalog.keysState.error
    case .plans: screen.table.order.isEmpty ? nil : catalog.plansState.error
    case .rotations: screen.table.order.isEmpty ? nil : catalog.rotationsState.error
    default: nil
    }
  }

  /// Where we are: the views that lead here.
  private var titleLine: Line {
    var line = Line()
    for (index, screen) in stack.enumerated() {
      if index > 0 { line += Line(" › ", .dim) }
      line += Line(title(screen), .text, index == stack.count - 1 ? .bold : [])
    }
    return line
  }

  private func title(_ screen: Screen) -> String {
    switch screen.kind {
    case .keys: "Keys"
    case .planKeys(let plan): "Keys of \(catalog.plans[plan]?.label ?? plan.wire)"
    case .plans: "Plans"
    case .usage: "Usage"
    case .key(let key): catalog.keys[key]?.key.label ?? key.shown
    case .plan(let plan): catalog.plans[plan]?.label ?? plan.wire
    case .audit: "Audit"
    case .entry(let id): "entry \(id)"
    case .rotations: "Rotations"
    case .rotation(let id): catalog.rotations.first { $0.id == id }?.name ?? id
    case .contexts: "Contexts"
    case .context(let home): contextName(home)
    case .contextKeys(let home): "Keys in \(contextName(home))"
    case .messages: "Messages"
    }
  }

  // MARK: body and foot

  func drawBody(into buffer: inout CellBuffer) {
    let body = bodyRect
    switch screen.kind {
    case .key(let key): KeyScreen.draw(key, self, into: &buffer, in: body)
    case .plan(let plan): PlanScreen.draw(plan, self, into: &buffer, in: body)
    case .rotation(let id): RotationScreen.draw(id, self, into: &buffer, in: body)
    case .entry(let id): EntryScreen.draw(id, self, into: &buffer, in: body)
    default: drawTable(into: &buffer, in: body)
    }
  }

  /// Draws the foot; returns where text is being typed.
  func drawFoot(into buffer: inout CellBuffer) -> Point? {
    let keysRow = rowRect(size.height - footHeight)
    let lastRow = rowRect(size.height - 1)
    if let prompt {
      drawCandidates(prompt, into: &buffer, in: keysRow)
      return draw(prompt, into: &buffer, in: lastRow)
    }
    let marked = screen.table.marks.count
    let lead = marked > 0 ? Line("\(Figures.number(marked)) marked", .accent, .bold) : Line()
    FootBar(lead: lead, hints: hints).draw(into: &buffer, in: keysRow, glyphs: glyphs)
    let lines = messageLines
    for row in 0..<footHeight - 1 {
      MessageLine(lines.indices.contains(row) ? lines[row] : Line())
        .draw(into: &buffer, in: rowRect(keysRow.y + 1 + row), glyphs: glyphs)
    }
    return nil
  }

  /// The keys that work here, the most wanted first.
  var hints: [KeyHint] {
    let actions = FootKeys.actions(screen.name).filter { availability($0) == .works }
    return actions.enumerated().compactMap { place, action in
      let key = table.label(action)
      guard !key.isEmpty, !isPointless(action) else { return nil }
      let priority = action == .help ? 1000 : 100 - place
      if let pair = FootKeys.pairs[action], actions.contains(pair.action) {
        let keys = "\(key) \(table.label(pair.action))"
        let arrows = glyphs == .unicode && keys == "left right"
        return KeyHint(arrows ? "←→" : keys, pair.title, priority: priority)
      }
      if FootKeys.pairs.contains(where: { $0.value.action == action && actions.contains($0.key) }) {
        return nil
      }
      return KeyHint(key, ActionInfo.of(action).title, priority: priority)
    }
  }

  /// Enabling what is enabled need not be offered, nor the other way round.
  private func isPointless(_ action: Action) -> Bool {
    let keys = targetKeys
    switch action {
    case .disable: return !keys.isEmpty && keys.allSatisfy { !$0.isEnabled }
    case .enable: return !keys.isEmpty && keys.allSatisfy(\.isEnabled)
    default: return false
    }
  }
}
