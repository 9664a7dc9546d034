/// Lines about one area, written one after the other.
struct DoctorPage {
  let area: DoctorLine.Area
  var context: GatewayContext?
  private(set) var lines: [DoctorLine] = []

  init(_ area: DoctorLine.Area, context: GatewayContext? = nil) {
    self.area = area
    self.context = context
  }

  /// In order, or a mere fact.
  mutating func ok(
    _ check: String, _ finding: String, data: [String: DoctorLine.Datum] = [:]
  ) {
    add(check, .ok, finding, nil, data)
  }

  /// It works, and somebody should look at it.
  mutating func warn(
    _ check: String, _ finding: String, cure: String?, data: [String: DoctorLine.Datum] = [:]
  ) {
    add(check, .warning, finding, cure, data)
  }

  /// It does not work.
  mutating func fail(
    _ check: String, _ finding: String, cure: String, data: [String: DoctorLine.Datum] = [:]
  ) {
    add(check, .failed, finding, cure, data)
  }

  /// It is not known.
  mutating func leaveOpen(
    _ check: String, _ finding: String, cure: String? = nil,
    data: [String: DoctorLine.Datum] = [:]
  ) {
    add(check, .unknown, finding, cure, data)
  }

  private mutating func add(
    _ check: String, _ state: DoctorLine.State, _ finding: String, _ cure: String?,
    _ data: [String: DoctorLine.Datum]
  ) {
    lines.append(
      DoctorLine(
        area, check, state, Self.bare(finding), cure: cure.map(Self.bare), context: context,
        data: data))
  }

  /// Sentences from elsewhere end in a full stop, ours do not.
  private static func bare(_ text: String) -> String {
    text.hasSuffix(".") && !text.hasSuffix("..") ? String(text.dropLast()) : text
  }
}
