import Foundation

extension RotationWork {
  /// Lets the overlap last longer, from now on.
  mutating func extend(by overlap: Double) async throws {
    guard record.state.isOpen else {
      throw GatewayError(
        kind: .refused, code: "RotationIsOver",
        message: "The rotation \(record.id) of \(record.label) is over (\(record.state.rawValue)).",
        advice: "Begin another one: tollgate rotations list shows what there is.")
    }
    let until = run.now + overlap
    guard until > record.body.retireAt else {
      throw GatewayError(
        kind: .refused, code: "OverlapIsLonger",
        message: "The overlap lasts until \(record.body.retireAt.minuteText) already.",
        advice: "Give a longer time, or end it: tollgate rotations finish \(record.id)")
    }
    record.terms.overlap = max(record.terms.overlap, overlap)
    record.body.retireAt = until
    record.body.waits = record.body.waits.filter { !$0.hasPrefix("overlap until") }
    record.body.waits.append("overlap until \(until.minuteText)")
    // Written here first: should the tag not follow, the longer time still holds here.
    try await save()
    scene.old = try await oldKey()
    if record.state == .overlapping { try await writeRetireAfter() }
    done.append("extended the overlap until \(until.minuteText)")
  }

  /// Refuses when the old key could not be retired, with what it waits for.
  func requireFinished() throws {
    guard record.state.isOpen else { return }
    let waits = record.body.waits.isEmpty ? ["its next step"] : record.body.waits
    throw GatewayError(
      kind: .refused, code: "NotReady",
      message: "The old key of \(record.label) is not retired, since it waits for: "
        + "\(waits.joined(separator: "; ")).",
      advice: run.leave.forcedBecause == nil
        ? "Wait, or retire it all the same: tollgate rotations finish \(record.id) --force --reason …"
        : "Mend that first: without it the customer would have no key that works.")
  }
}
