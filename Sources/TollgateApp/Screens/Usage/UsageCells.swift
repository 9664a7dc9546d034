import Canvas
import Foundation
import GatewayKit

/// The columns that tell of usage, the same in every view.
enum UsageCells {
  static func cell(_ usage: KeyUsage, _ column: ColumnID, _ width: Int, _ state: AppState) -> Line {
    switch column {
    case .used: used(usage, width, state)
    case .left:
      usage.remaining.map { left(usage, $0) } ?? Line("no quota", .dim)
    case .trend: trend(usage, width, state)
    case .out: out(usage, state, width)
    default: []
    }
  }

  private static func used(_ usage: KeyUsage, _ width: Int, _ state: AppState) -> Line {
    guard let percent = usage.percent else {
      return Line("\(Figures.number(usage.used)) used", .dim)
    }
    let over = usage.quota.map { usage.used - $0.limit } ?? 0
    let danger = state.options.dangerPercent / 100
    let gauge = Gauge(
      percent / 100, overText: over > 0 ? "over by \(Figures.number(over))" : "used up",
      warnAt: state.options.warnPercent / 100, dangerAt: danger)
    return gauge.line(width: width, glyphs: state.glyphs)
  }

  private static func left(_ usage: KeyUsage, _ left: Int) -> Line {
    let mark = usage.isAdjusted ? Line("± ", .dim) : Line()
    return left == 0 ? mark + Line("0", .danger) : mark + Line(Figures.number(left))
  }

  private static func trend(_ usage: KeyUsage, _ width: Int, _ state: AppState) -> Line {
    let today = CalendarDay(usage.fetchedAt)
    var values: [Double?] = []
    let known = Dictionary(
      usage.days.map { ($0.date.number, Double($0.used)) }, uniquingKeysWith: { _, last in last })
    let days = min(width, Catalog.trendDays)
    for offset in 0..<days { values.append(known[today.number - days + 1 + offset]) }
    return Sparkline(values).line(width: width, glyphs: state.glyphs)
  }

  /// When it runs out, in words.
  static func out(_ usage: KeyUsage, _ state: AppState, _ width: Int = .max) -> Line {
    let today = CalendarDay(state.now)
    switch usage.forecast.state {
    case .ok: return Line("–", .dim)
    case .unmetered: return Line("no quota", .dim)
    case .insufficient: return Line("too new", .dim)
    case .exhausts:
      guard let at = usage.forecast.at else { return Line("before reset", .warn) }
      let day = CalendarDay(at)
      if day == today {
        let both = state.bothMinutes(at)
        return Line(both.count <= width ? both : "\(Figures.minute(at)) UTC", .danger)
      }
      return Line(Figures.day(day), .warn)
    case .exhausted:
      guard let at = usage.forecast.at else { return Line("used up", .danger) }
      let day = CalendarDay(at)
      return Line(day == today ? "since today" : "since \(Figures.day(day))", .danger)
    }
  }

  /// A cell without usage: on its way, failed, or nothing to tell.
  static func missing(knows: Bool, failed: Bool) -> Line {
    if failed { return Line("failed", .warn) }
    return knows ? Line("–", .dim) : Line("…", .dim)
  }
}
