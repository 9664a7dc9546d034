import Foundation
import Canvas
import GatewayKit

extension AppState {
  /// How many rows of a table are seen.
  var tableHeight: Int { max(1, size.height - Layout.bodyRow - footHeight) }

  /// Brings the rows of the screen shown in line with what is known.
  mutating func rebuildRows() {
    let wanted = rowsVersion
    guard screen.version != wanted else { return }
    let isFirst = screen.version == nil || !screen.table.wasTouched
    screen.version = wanted
    let present = rowIDs
    if isFirst, isWide, screen.table.sort == nil, screen.kind != .usage {
      screen.table.order = present
    } else if isFirst, screen.table.sort != nil || screen.kind == .usage {
      screen.table.order = present
      sortRows()
    } else {
      merge(present)
    }
    if !screen.table.marks.isEmpty { screen.table.marks.formIntersection(screen.table.order) }
    refilter()
  }

  /// What the rows depend on, as a number.
  private var rowsVersion: Int {
    switch screen.kind {
    case .messages: messages.count
    case .contexts, .context:
      catalog.version &+ (ownIdentity?.hashValue ?? 0) &+ standings.hashValue
    case .usage: catalog.version &+ (denialOfUsage?.hashValue ?? 0)
    default: catalog.version
    }
  }

  /// New rows go to the end, gone ones leave; the rest stays where it is.
  private mutating func merge(_ present: [RowID]) {
    let old = screen.table.order
    if present.count >= old.count, present.starts(with: old) {
      screen.table.order = present
      return
    }
    if [.messages, .audit, .contexts, .rotations, .context].contains(screen.name) {
      screen.table.order = present
      return
    }
    let wanted = Set(present)
    let known = Set(old)
    let fresh = present.filter { !known.contains($0) }
    let kept = old.filter(wanted.contains)
    // Contexts that are missing stand on top, where they are seen.
    let isMissing = { (row: RowID) in if case .context = row { true } else { false } }
    screen.table.order =
      fresh.filter(isMissing) + kept + fresh.filter { !isMissing($0) }
    if screen.kind == .usage { regroup(fresh) }
  }

  /// New keys of a plan go below the other keys of that plan.
  private mutating func regroup(_ fresh: [RowID]) {
    guard !fresh.isEmpty else { return }
    var groups: [PlanID: [RowID]] = [:]
    var order: [PlanID] = []
    for row in screen.table.order {
      switch row {
      case .total(let plan), .usage(let plan, _):
        if groups[plan] == nil { order.append(plan) }
        groups[plan, default: []].append(row)
      default: break
      }
    }
    screen.table.order = order.flatMap { plan in
      let rows = groups[plan] ?? []
      let totals = rows.filter { if case .total = $0 { true } else { false } }
      return totals + rows.filter { if case .total = $0 { false } else { true } }
    }
  }

  /// All rows of the screen shown, in the service's order.
  private var rowIDs: [RowID] {
    switch screen.kind {
    case .keys: catalog.missingRows(.keys) + byHome(catalog.keyOrder, \.home).map(RowID.key)
    case .contextKeys(let home):
      catalog.missingRows(.keys).filter { $0 == .context(home) }
        + catalog.keyOrder.filter { $0.home == home }.map(RowID.key)
    case .planKeys(let plan): KeysScreen.members(of: plan, catalog)
    case .plans: catalog.missingRows(.plans) + byHome(catalog.planOrder, \.home).map(RowID.plan)
    case .usage:
      denialOfUsage == nil ? catalog.missingRows(.usage) + UsageScreen.rows(catalog) : []
    case .rotations: catalog.rotations.map { .rotation($0.id) }
    case .audit: catalog.journal.map { .line($0.id) }
    case .messages:
      (messages.firstNumber..<messages.count).reversed().map { .line(Int64($0)) }
    case .contexts where isWide: standings.map { .context($0.home) }
    case .contexts, .context:
      ContextsScreen.facts(self).indices.map { .line(Int64($0)) }
    case .key, .plan, .rotation, .entry: []
    }
  }

  /// Things of several contexts in the order of contexts; those of one stay in theirs.
  private func byHome<Thing>(_ things: [Thing], _ home: (Thing) -> Home) -> [Thing] {
    guard isWide else { return things }
    return Dictionary(grouping: things, by: home).sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// A row as the filter sees it.
  func row(_ id: RowID) -> TableRow {
    if case .context(let home) = id { return ContextsTable.row(home, self) }
    switch screen.kind {
    case .keys, .planKeys, .contextKeys: return KeysScreen.row(id, self)
    case .plans: return PlansScreen.row(id, self)
    case .usage: return UsageScreen.row(id, self)
    case .rotations: return RotationsScreen.row(id, self)
    case .audit: return AuditScreen.row(id, self)
    case .messages: return MessagesScreen.row(id, self)
    case .contexts, .context, .key, .plan, .rotation, .entry:
      return TableRow(id: id, searchText: "", plans: [])
    }
  }

  /// Applies the filter again; from what is shown alone where it was only narrowed.
  mutating func refilter(narrowing: Bool = false) {
    let filter = FilterExpression(screen.table.filter)
    let rows = narrowing ? screen.table.shown : screen.table.order
    let problemsOnly = screen.table.problemsOnly
    let shown: [RowID]
    if filter.isEmpty, !problemsOnly {
      shown = rows
    } else if screen.name == .keys, !problemsOnly, FilterNarrowing.isPlainText(screen.table.filter)
    {
      // Nothing but the text of the keys is looked into, which is what typing mostly does.
      shown = rows.filter { id in
        guard case .key(let key) = id, let row = catalog.keys[key] else {
          return filter.matches(TextRow(searchText: row(id).searchText))
        }
        return filter.matches(TextRow(searchText: row.searchText))
      }
    } else if screen.kind == .usage {
      shown = UsageScreen.filter(rows, filter, self)
    } else {
      shown = rows.filter { id in
        let row = row(id)
        return filter.matches(row) && (!problemsOnly || hasProblem(row))
      }
    }
    screen.table.show(shown, height: tableHeight)
  }

  /// Whether a row needs attention: disabled, in no plan, near or over its quota.
  func hasProblem(_ row: TableRow) -> Bool {
    if case .context(let home) = row.id {
      return screen.kind != .contexts || standing(home)?.error != nil
    }
    if let usage = row.usage {
      if let percent = usage.percent, percent >= options.warnPercent { return true }
      if usage.forecast.state == .exhausts || usage.forecast.state == .exhausted { return true }
    }
    if let key = row.key {
      if !key.isEnabled || revival(of: key) != nil { return true }
      if let known = catalog.keys[key.id], known.plans.isEmpty,
        known.hasAllPlans || knowsAllMembers(at: key.id.home)
      {
        return true
      }
    }
    if let plan = row.plan, row.key == nil {
      return plan.apiStages.isEmpty || (plan.throttle == nil && plan.quota == nil)
    }
    return false
  }

  // MARK: sorting

  /// Sorts by a column; again reverses.
  mutating func sort(by column: ColumnID) {
    if screen.table.sort?.column == column {
      screen.table.sort?.isReversed.toggle()
    } else {
      screen.table.sort = TableSort(column: column, isReversed: false)
    }
    sortRows()
    screen.table.wasTouched = true
    refilter()
    let reversed = screen.table.sort?.isReversed == true ? ", reversed" : ""
    let title = columns.first { $0.id == column }?.title ?? column.rawValue
    say("Sorted by \(title.lowercased())\(reversed).")
  }

  /// Puts the rows in the order that the sort says.
  mutating func sortRows() {
    guard let sort = screen.table.sort else { return }
    if screen.kind == .usage {
      screen.table.order = UsageScreen.sorted(screen.table.order, by: sort, self)
      return
    }
    let keyed = screen.table.order.enumerated().map { place, id in
      (key: sortKey(id, sort.column), place: place, id: id)
    }
    screen.table.order = keyed.sorted { left, right in
      switch SortKey.compare(left.key, right.key) {
      case 0: left.place < right.place
      case let order: sort.isReversed ? order > 0 : order < 0
      }
    }.map(\.id)
  }

  /// What a row is sorted by in a column.
  func sortKey(_ id: RowID, _ column: ColumnID) -> SortKey {
    let row = row(id)
    switch column {
    case .used: return SortKey(descending: row.usage?.percent)
    case .left: return SortKey(ascending: row.usage?.remaining.map(Double.init))
    case .trend:
      return SortKey(descending: row.usage.map { Double($0.days.map(\.used).reduce(0, +)) })
    case .out: return SortKey(ascending: row.usage?.forecast.at?.timeIntervalSince1970)
    case .rate: return SortKey(descending: row.plan?.throttle?.rateLimit)
    case .burst: return SortKey(descending: row.plan?.throttle?.burstLimit.map(Double.init))
    case .quota: return SortKey(descending: row.plan?.quota.map { Double($0.limit) })
    case .keys: return SortKey(descending: row.plan?.keyCount.map(Double.init))
    case .stages: return SortKey(descending: row.plan.map { Double($0.apiStages.count) })
    case .created: return SortKey(descending: row.key?.createdDate?.timeIntervalSince1970)
    case .used where screen.kind == .rotations:
      return SortKey(descending: row.texts["number"].flatMap(Double.init))
    case .started: return SortKey(descending: row.texts["started"].flatMap(Double.init))
    case .retire: return SortKey(ascending: row.texts["retire"].flatMap(Double.init))
    case .time: return SortKey(descending: row.texts["number"].flatMap(Double.init))
    case .plan: return SortKey(text: row.plans.first ?? row.plan?.label)
    default: return SortKey(text: row.filterText(column.rawValue))
    }
  }
}
