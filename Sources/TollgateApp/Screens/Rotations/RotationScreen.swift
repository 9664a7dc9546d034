import Canvas
import GatewayKit

/// One rotation: both keys, the plans, what was handed over, and its steps.
enum RotationScreen {
  static func draw(_ id: String, _ state: AppState, into buffer: inout CellBuffer, in rect: Rect) {
    guard let rotation = state.catalog.rotations.first(where: { $0.id == id }) else {
      buffer.put(
        Line("This rotation is not known any more."), at: Point(x: 1, y: rect.y + 1), in: rect)
      return
    }
    var y = rect.y
    for line in lines(rotation, state) {
      for row in line.wrapped(to: rect.width - 2) {
        guard y < rect.maxY else { return }
        buffer.put(row, at: Point(x: rect.x + 1, y: y), in: rect)
        y += 1
      }
    }
  }

  private static func lines(_ rotation: Rotation, _ state: AppState) -> [Line] {
    func fact(_ label: String, _ value: Line) -> Line {
      Line(Text.pad(label, to: 14), .dim) + value
    }
    var lines = [
      fact(
        "State",
        Line(rotation.words, RotationsScreen.role(rotation.state), .bold)
          + Line(rotation.isForeign ? "   begun on another machine, found by its tags" : "", .dim)),
      fact("Old key", Line(rotation.oldKeyId) + Line("   \(old(rotation))", .dim)),
      fact(
        "New key",
        Line(rotation.newKeyId ?? "not made yet") + Line("   \(new(rotation, state))", .dim)),
      fact("Plans", Line(plans(rotation))),
    ]
    if rotation.state.isOpen {
      lines.append(
        fact(
          "Waits for",
          Line(RotationsScreen.waits(rotation), rotation.waitsFor.isEmpty ? .ok : .text)))
    }
    lines.append(
      fact(
        "Started",
        Line(state.moment(rotation.startedAt))))
    lines.append(
      fact(
        "Retire after",
        Line(state.moment(rotation.retireAt))
          + Line(", once the old key was quiet for \(SpanText.text(rotation.quiet))", .dim)))
    lines.append(fact("Delivered", Line(delivered(rotation, state))))
    lines.append(fact("Used together", used(rotation)))
    for warning in rotation.warnings { lines.append(fact("Warning", Line(warning, .warn))) }
    lines += [Line(), Line("Steps", .dim, .bold)] + steps(rotation)
    return lines
  }

  private static func old(_ rotation: Rotation) -> String {
    switch rotation.state {
    case .disabled: "disabled"
    case .deleted: "deleted"
    default: "works"
    }
  }

  private static func new(_ rotation: Rotation, _ state: AppState) -> String {
    guard rotation.newKeyId != nil else { return "" }
    if rotation.state == .rolledBack { return "taken back" }
    guard let use = rotation.use else { return "" }
    return use.newSeenAt.map { "first used \(state.moment($0))" } ?? "not used yet"
  }

  private static func plans(_ rotation: Rotation) -> String {
    guard !rotation.plans.isEmpty else { return "none" }
    return rotation.plans.map { plan in
      let carried = rotation.carriedQuota.first { $0.planId == plan.id.wire }
      return plan.name
        + (carried.map { " (new key began with \(Figures.number($0.remaining)) left)" } ?? "")
    }.joined(separator: ", ")
  }

  private static func delivered(_ rotation: Rotation, _ state: AppState) -> String {
    if let place = rotation.deliveredTo { return "to \(place)" }
    if let wanted = rotation.delivery { return "not yet; it goes to \(wanted.text)" }
    return "nowhere; \(state.table.label(.reveal)) on the new key's row shows the value"
  }

  private static func used(_ rotation: Rotation) -> Line {
    guard let use = rotation.use else { return Line("not known", .dim) }
    return Line("\(Figures.number(use.old + use.new))", .text, .bold)
      + Line(
        ": old \(Figures.number(use.old)), new \(Figures.number(use.new)); "
          + "together they may use up to twice the quota", .dim)
  }

  private static let order: [RotationState] = [
    .planned, .created, .attached, .delivered, .overlapping, .disabled, .deleted,
  ]

  private static let sentences: [RotationState: String] = [
    .planned: "written down", .created: "the new key is made",
    .attached: "the new key is in every plan",
    .delivered: "the value was handed over, or can be had",
    .overlapping: "both keys work", .disabled: "the old key is disabled",
    .deleted: "the old key is deleted, 30 days later or by hand",
  ]

  private static func steps(_ rotation: Rotation) -> [Line] {
    if rotation.state == .rolledBack { return [Line("  rolled back: the old key stays as it was")] }
    let place = order.firstIndex(of: rotation.state) ?? 0
    return order.enumerated().map { index, step in
      let word = index < place ? "done" : index == place ? "now" : "to come"
      let role: Role = index < place ? .ok : index == place ? .accent : .dim
      return Line("  " + Text.pad(word, to: 9), role, index == place ? .bold : [])
        + Line(sentences[step] ?? "", index > place ? .dim : .text)
    }
  }
}
