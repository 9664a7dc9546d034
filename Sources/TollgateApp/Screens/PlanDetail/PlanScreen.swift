import Canvas
import GatewayKit

/// One usage plan: limits, stages, tags.
enum PlanScreen {
  static func draw(_ id: PlanID, _ state: AppState, into buffer: inout CellBuffer, in rect: Rect) {
    guard let plan = state.catalog.plans[id] else {
      buffer.put(Line("This plan is gone."), at: Point(x: 1, y: rect.y + 1), in: rect)
      return
    }
    let facts = FactGrid(left: left(plan, state), right: right(plan, state))
    let height = min(rect.height, facts.height(width: rect.width))
    facts.draw(
      into: &buffer, in: Rect(x: 1, y: rect.y, width: rect.width, height: height),
      glyphs: state.glyphs)
    var y = rect.y + height + 1
    for line in stages(plan) {
      guard y < rect.maxY else { break }
      buffer.put(
        line.clipped(to: rect.width - 2, glyphs: state.glyphs), at: Point(x: 1, y: y), in: rect)
      y += 1
    }
  }

  private static func left(_ plan: UsagePlan, _ state: AppState) -> [FactGrid.Fact] {
    let keys =
      plan.keyCount.map { Line(Figures.number($0)) }
      ?? (state.isBusy(.plan(plan.id)) ? Line("…", .dim) : Line("–", .dim))
    return [
      FactGrid.Fact("Id", Line(plan.id.wire)),
      FactGrid.Fact("Rate", Line("\(Figures.throttle(plan.throttle)), per key")),
      FactGrid.Fact("Quota", Line("\(Figures.quota(plan.quota)), per key")),
      FactGrid.Fact(
        "Keys",
        keys + Line("   ") + Line(state.table.label(.open), .accent)
          + Line(" shows them", .dim)),
    ]
  }

  private static func right(_ plan: UsagePlan, _ state: AppState) -> [FactGrid.Fact] {
    var facts: [FactGrid.Fact] = []
    if let text = plan.description { facts.append(FactGrid.Fact("Text", Line(text))) }
    let tags = plan.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    facts.append(
      FactGrid.Fact("Tags", tags.isEmpty ? Line("–", .dim) : Line(tags.joined(separator: ", "))))
    if let code = plan.productCode { facts.append(FactGrid.Fact("Marketplace", Line(code))) }
    return facts
  }

  private static func stages(_ plan: UsagePlan) -> [Line] {
    guard !plan.apiStages.isEmpty else {
      return [Line("No stages: the plan opens nothing.", .warn)]
    }
    var lines = [Line("Opens", .dim, .bold)]
    for stage in plan.apiStages {
      lines.append(Line("  \(stage.label)") + Line("  \(stage.reference.wire)", .dim))
      for (method, throttle) in stage.throttle.sorted(by: { $0.key < $1.key }) {
        lines.append(Line("    \(method)  \(Figures.throttle(throttle))", .dim))
      }
    }
    return lines
  }
}
