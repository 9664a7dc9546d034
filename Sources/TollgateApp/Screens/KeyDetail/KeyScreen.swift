import Canvas
import Foundation
import GatewayKit

/// One key: what is known of it, and its daily chart in one of its plans.
enum KeyScreen {
  static func draw(_ id: KeyID, _ state: AppState, into buffer: inout CellBuffer, in rect: Rect) {
    let denial = state.denial(.readKeys, at: id.home)
    guard let row = state.catalog.keys[id] ?? (denial == nil ? nil : state.rowOfUsage(id)) else {
      let lines =
        denial.map(state.deniedText)
        ?? [Line(state.isBusy(.key(id)) ? "Loading …" : "This key is gone.")]
      for (offset, line) in lines.flatMap({ $0.wrapped(to: rect.width - 2) }).enumerated() {
        buffer.put(line, at: Point(x: 1, y: rect.y + 1 + offset), in: rect)
      }
      return
    }
    var top = rect
    let isListed = state.catalog.keys[id] != nil
    if !isListed, let denial {
      // An action and an ARN are of use only when they are read whole.
      let rows = Line(denial.sentence, .warn).wrapped(to: rect.width - 2)
      for (offset, line) in rows.enumerated() {
        buffer.put(line, at: Point(x: 1, y: rect.y + offset), in: rect)
      }
      top = top.inset(top: rows.count)
    }
    let chart = state.screen.chart
    if !chart.isExpanded || rect.height < 10 {
      let own = isListed ? left(row, state) : []
      let used = right(row, state)
      // Where there is room for one column, what hurts comes first.
      let facts =
        rect.width < 80 || own.isEmpty
        ? FactGrid(left: used + own) : FactGrid(left: own, right: used)
      let room = max(2, min(facts.height(width: rect.width), top.height - 8))
      facts.draw(
        into: &buffer, in: Rect(x: 1, y: top.y, width: rect.width, height: room),
        glyphs: state.glyphs)
      top = top.inset(top: room + (rect.height > 16 ? 1 : 0))
    }
    drawChart(row, state, into: &buffer, in: top)
  }

  // MARK: facts

  private static func left(_ row: KeyRow, _ state: AppState) -> [FactGrid.Fact] {
    let key = row.key
    var owner = key.owner ?? "–"
    if let customer = key.customerId, customer != key.owner { owner += ", customer \(customer)" }
    var created = Figures.isoDay(key.createdDate)
    if let date = key.createdDate {
      let days = CalendarDay(state.now).number - CalendarDay(date).number
      created += ", \(Figures.count(max(0, days), "day")) old"
    }
    var facts = [
      FactGrid.Fact("Owner", Line(owner)),
      FactGrid.Fact("Created", Line(created)),
      FactGrid.Fact(
        "Value",
        state.denial(.readKeys, at: key.id.home) == nil
          ? Line("•••••••• ", .dim) + Line(state.table.label(.reveal), .accent)
            + Line(" shows", .dim)
          : Line("not allowed", .dim)),
    ]
    if let description = row.key.description {
      facts.append(FactGrid.Fact("Text", Line(description)))
    }
    let tags = row.key.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if !tags.isEmpty { facts.append(FactGrid.Fact("Tags", Line(tags.joined(separator: ", ")))) }
    return facts
  }

  private static func right(_ row: KeyRow, _ state: AppState) -> [FactGrid.Fact] {
    let plans = row.plans
    var facts: [FactGrid.Fact] = []
    if let id = charted(row, state), let plan = state.catalog.plans[id] {
      facts += usageFacts(row.key, id, state)
      let place =
        plans.count > 1 ? " (\((plans.firstIndex(of: id) ?? 0) + 1) of \(plans.count), j k)" : ""
      facts.append(
        FactGrid.Fact(
          "Plan",
          Line(plan.label, .text, .bold)
            + Line(" \(Figures.throttle(plan.throttle))\(place)", .dim)))
      var quota = Line("\(Figures.quota(plan.quota)), per key")
      if let reset = usage(row.key.id, id, state)?.resetsAt {
        // A reset is at midnight UTC; elsewhere that is another time of day.
        let clock = state.zone == nil ? "" : " \(state.bothMinutes(reset))"
        quota += Line(", reset \(Figures.day(CalendarDay(reset)))\(clock)")
      }
      quota += Line(", best effort", .dim)
      facts.append(FactGrid.Fact("Quota", quota))
      let stages = plan.apiStages.map(\.label).joined(separator: ", ")
      facts.append(FactGrid.Fact("Opens", Line(stages.isEmpty ? "nothing" : stages)))
    } else {
      let known = row.hasAllPlans || state.knowsAllMembers(at: row.key.id.home)
      facts.append(
        FactGrid.Fact(
          "Plan",
          known
            ? Line("none; \(state.table.label(.attach)) attaches one")
            : Line(state.cannotKnowMembers(at: row.key.id.home) ? "–" : "…", .dim)
        ))
    }
    return facts
  }

  private static func usageFacts(
    _ key: APIKey, _ plan: PlanID, _ state: AppState
  ) -> [FactGrid.Fact] {
    guard let usage = usage(key.id, plan, state) else { return [] }
    var line = Line("\(Figures.number(usage.used)) used")
    if let left = usage.remaining { line += Line(", \(Figures.number(left)) left") }
    if let percent = usage.percent { line += Line(", \(Figures.percent(percent))") }
    if usage.isAdjusted { line += Line(", changed by hand", .dim) }
    var facts = [FactGrid.Fact("Used", line)]
    let today = CalendarDay(state.now)
    let weekday = days(usage, of: key).filter {
      $0.date.weekday == today.weekday && $0.date != today
    }
    let used = usage.days.last { $0.date == today }?.used
    var day = Line(used.map { Figures.number($0) } ?? "no figure yet")
    if !weekday.isEmpty {
      let usual = weekday.map(\.used).sorted()[weekday.count / 2]
      day += Line("  usual for a \(weekdays[today.weekday]) \(Figures.number(usual))", .dim)
    }
    var out = UsageCells.out(usage, state)
    if usage.forecast.state == .exhausts, let at = usage.forecast.at,
      CalendarDay(at) == today
    {
      out = Line("today ", .danger) + out
    }
    if let pace = usage.forecast.pace, usage.forecast.basisDays > 0 {
      out += Line(
        " at \(Figures.number(Int(pace.rounded())))/day, \(usage.forecast.basisDays) days' pace",
        .dim)
    }
    facts.append(FactGrid.Fact("Out", out))
    facts.append(FactGrid.Fact("Today", day))
    return facts
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The plan that is charted.
  static func charted(_ row: KeyRow, _ state: AppState) -> PlanID? {
    let place = state.screen.chart.plan
    return row.plans.indices.contains(place) ? row.plans[place] : row.plans.first
  }

  private static func usage(_ key: KeyID, _ plan: PlanID, _ state: AppState) -> KeyUsage? {
    state.catalog.charts[key]?[plan] ?? state.catalog.usage[plan]?.keys[key]
  }

  /// The days on which the key was there: before it was created, nothing was counted at all.
  private static func days(_ usage: KeyUsage, of key: APIKey) -> [UsageDay] {
    guard let created = key.createdDate.map({ CalendarDay($0) }) else { return usage.days }
    return usage.days.filter { $0.date >= created }
  }

  // MARK: chart

  private static func drawChart(
    _ row: KeyRow, _ state: AppState, into buffer: inout CellBuffer, in rect: Rect
  ) {
    guard rect.height > 1 else { return }
    guard let plan = charted(row, state) else { return }
    guard let usage = state.catalog.charts[row.key.id]?[plan] else {
      var lines: [Line] = [Line("Loading the daily figures …", .dim)]
      if let error = state.catalog.chartErrors[row.key.id] { lines = state.errorText(error) }
      for (offset, line) in lines.flatMap({ $0.wrapped(to: rect.width - 2) }).enumerated() {
        buffer.put(line, at: Point(x: 1, y: rect.y + offset), in: rect)
      }
      return
    }
    let chart = chart(usage, of: row.key, state)
    let span = state.screen.chart.days
    var title = Line("\(span) days to \(Figures.day(CalendarDay(state.now)))", .dim)
    if state.screen.chart.scalesToUse { title += Line(", scaled to the daily use", .dim) }
    if chart.cursor != nil { title += Line("   ") + chart.reading }
    buffer.put(
      title.clipped(to: rect.width - 2, glyphs: state.glyphs),
      at: Point(x: rect.x + 1, y: rect.y), in: rect)
    chart.draw(
      into: &buffer, in: rect.inset(left: 1, top: 1, right: 1), glyphs: state.glyphs)
  }

  /// The chart of the days that are looked at, and of those to come until the reset.
  static func chart(_ usage: KeyUsage, of key: APIKey, _ state: AppState) -> BarChart {
    let span = state.screen.chart.days
    let today = CalendarDay(state.now)
    let known = Dictionary(
      Self.days(usage, of: key).map { ($0.date, $0) }, uniquingKeysWith: { _, last in last })
    var days: [ChartDay] = []
    for offset in stride(from: span - 1, through: 0, by: -1) {
      let day = today - offset
      days.append(
        ChartDay(
          Figures.day(day), used: known[day]?.used,
          remaining: usage.quota == nil ? nil : known[day]?.remaining,
          isReset: isReset(day, usage)))
    }
    days += forecast(usage, today, span)
    let quota = usage.quota
    let reading = state.screen.chart.reading
    return BarChart(
      days: days, quota: quota?.limit, quotaLabel: "quota, per key",
      cursor: reading.map { max(0, span - 1 - $0) }, scalesToUse: state.screen.chart.scalesToUse)
  }

  /// Days to come, as far as the forecast goes and a quarter of the range has room.
  private static func forecast(_ usage: KeyUsage, _ today: CalendarDay, _ span: Int) -> [ChartDay] {
    guard let pace = usage.forecast.pace, pace > 0, let left = usage.remaining,
      let reset = usage.resetsAt
    else { return [] }
    let end = CalendarDay(reset)
    var days: [ChartDay] = []
    var remaining = Double(left)
    for offset in 1...max(1, span / 4) {
      let day = today + offset
      guard day < end else { break }
      remaining = max(0, remaining - pace)
      days.append(
        ChartDay(
          Figures.day(day), used: nil, remaining: Int(remaining), isReset: false,
          isForecast: true))
    }
    return days
  }

  /// Whether a new quota period begins with a day.
  private static func isReset(_ day: CalendarDay, _ usage: KeyUsage) -> Bool {
    guard let quota = usage.quota, quota.period != .day else { return false }
    if day == usage.periodStart { return true }
    switch quota.period {
    case .day: return false
    case .week:
      guard let start = usage.periodStart else { return false }
      return (start.number - day.number) % 7 == 0
    case .month:
      guard let start = usage.periodStart else { return false }
      return day.parts.day == start.parts.day && day < start
    }
  }
}
