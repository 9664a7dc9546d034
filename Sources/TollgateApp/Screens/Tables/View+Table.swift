import Canvas
import GatewayKit

extension AppState {
  /// Draws the table of the screen shown.
  func drawTable(into buffer: inout CellBuffer, in rect: Rect) {
    let columns = columns
    let widths = columnWidths(columns, rect)
    let shown = screen.table.shown
    let marks = screen.table.marks
    let sort = screen.table.sort.map { sort in
      let startsHigh = [
        .used, .trend, .rate, .burst, .quota, .keys, .stages, .created, .time, .started,
      ]
      .contains(sort.column)
      return Canvas.TableSort(
        column: sort.column.rawValue, ascending: startsHigh == sort.isReversed)
    }
    let widget = TableWidget(
      columns: columns.map(\.widget), rowCount: shown.count,
      cursor: screen.table.cursor == nil ? nil : screen.table.cursorIndex,
      scroll: screen.table.top, sort: sort, emptyText: emptyText, hasScrollbar: true,
      isMarked: { marks.contains(shown[$0]) },
      cell: { cell(shown[$0], columns[$1].id, width: widths[$1]) })
    widget.draw(into: &buffer, in: rect, glyphs: glyphs)
  }

  var glyphs: GlyphSet { options.glyphs }

  /// The width that each column gets, for gauges and sparklines.
  private func columnWidths(_ columns: [Column], _ rect: Rect) -> [Int] {
    let widget = TableWidget(
      columns: columns.map(\.widget), rowCount: screen.table.shown.count,
      scroll: screen.table.top, hasScrollbar: true, cell: { _, _ in [] })
    return widget.columnWidths(in: rect)
  }

  /// What stands in a cell.
  private func cell(_ row: RowID, _ column: ColumnID, width: Int) -> Line {
    if case .context(let home) = row {
      return screen.kind == .contexts
        ? ContextsTable.cell(home, column, self) : ContextColumns.failed(home, column, self)
    }
    if isWide, let home = row.home(in: catalog),
      let line = ContextColumns.cell(home, column, self)
    {
      return line
    }
    if let home = row.home(in: catalog), isDenied(column, at: home) { return Line("–", .dim) }
    switch screen.kind {
    case .keys, .planKeys, .contextKeys: return KeysScreen.cell(row, column, width, self)
    case .plans: return PlansScreen.cell(row, column, width, self)
    case .usage: return UsageScreen.cell(row, column, width, self)
    case .rotations: return RotationsScreen.cell(row, column, self)
    case .audit: return AuditScreen.cell(row, column, self)
    case .messages: return MessagesScreen.cell(row, column, self)
    case .contexts, .context: return ContextsScreen.cell(row, column, self)
    case .key, .plan, .rotation, .entry: return []
    }
  }

  /// Why there are no rows, and what to press.
  private var emptyText: [Line] {
    if let error = screenError { return errorText(error) }
    if connection == .connecting { return ["Connecting …"] }
    let table = screen.table
    if !table.order.isEmpty {
      let back = self.table.label(.back)
      if table.problemsOnly, table.filter.isEmpty {
        return [Line("No row has a problem. \(self.table.label(.problems)) shows all again.")]
      }
      return [
        Line(
          "None of \(Figures.number(table.order.count)) rows fits the filter. \(back) clears it.")
      ]
    }
    switch screen.kind {
    case .keys, .contextKeys:
      return catalog.keysState.isComplete
        ? [Line("There are no keys here. \(self.table.label(.new)) makes one.")]
        : ["Loading keys …"]
    case .planKeys(let plan): return emptyPlanText(plan)
    case .plans:
      return catalog.plansState.isComplete
        ? [Line("There are no usage plans here. \(self.table.label(.new)) makes one.")]
        : ["Loading plans …"]
    case .usage:
      guard catalog.plansState.isComplete else { return ["Loading plans …"] }
      if let denial = denialOfUsage { return deniedText(denial) }
      return catalog.planOrder.isEmpty
        ? [
          Line(
            "There are no usage plans, so nothing is counted. \(self.table.label(.plans)) shows plans."
          )
        ]
        : ["Loading usage …"]
    case .rotations:
      let (rotate, keys) = (self.table.label(.rotate), self.table.label(.keys))
      return catalog.rotationsState.isComplete
        ? [
          Line(
            "No key is being replaced. \(keys) shows the keys, \(rotate) on one, or on the "
              + "marked ones, begins.")
        ] : ["Loading rotations …"]
    case .audit:
      return catalog.journalState.isComplete
        ? ["Nothing was changed from here yet."] : ["Reading the journal …"]
    default: return []
    }
  }

  private func emptyPlanText(_ plan: PlanID) -> [Line] {
    if catalog.members[plan] == nil, let denial = denialOfMembers(plan) {
      return deniedText(denial)
    }
    if let usage = catalog.usage[plan] {
      if let error = usage.error, catalog.members[plan] == nil { return errorText(error) }
      if usage.error == nil {
        return [
          "No keys in this plan. \(table.label(.attach)) in the keys view attaches one, "
            + "\(table.label(.new)) makes one."
        ].map { Line($0) }
      }
    }
    return catalog.members[plan] == nil
      ? ["Loading the plan's keys …"]
      : [Line("No keys in this plan. \(table.label(.new)) makes one.")]
  }

  /// The error that stands where the data would be.
  private var screenError: GatewayError? {
    switch screen.kind {
    case .keys, .contextKeys: catalog.keysState.error
    case .plans, .usage: catalog.plansState.error
    case .planKeys: catalog.keysState.error ?? catalog.plansState.error
    case .rotations: catalog.rotationsState.error
    case .audit: catalog.journalState.error
    default: nil
    }
  }

  /// An error with its cure and the key that retries.
  func errorText(_ error: GatewayError) -> [Line] {
    if let denial = error.denied { return deniedText(denial) }
    return [
      Line(error.message, .danger), Line(error.advice),
      Line("\(table.label(.refresh)) tries again.", .dim),
    ]
  }
}
