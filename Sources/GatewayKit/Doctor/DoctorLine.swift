/// A line of what looking at the program's surroundings found.
package struct DoctorLine: Hashable, Sendable {
  /// What a line is about, in the order in which lines are told.
  package enum Area: String, Hashable, Sendable, CaseIterable {
    case program, terminal, context, endpoints, files, themes
  }

  /// How it is.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// In order, or a mere fact.
    case ok
    /// It works, and somebody should look at it.
    case warning
    /// It does not work.
    case failed
    /// It could not be found out, or was not tried.
    case unknown
  }

  /// A figure or a word for programs.
  package enum Datum: Hashable, Sendable {
    case integer(Int)
    case text(String)
    case flag(Bool)
  }

  /// What it is about.
  package var area: Area
  /// Profile and region, where it is about a context.
  package var context: GatewayContext?
  /// What was looked at, in a word or two.
  package var check: String
  /// How it is.
  package var state: State
  /// What was found, as a sentence without its full stop.
  package var finding: String
  /// What to do about it; nil where there is nothing to do.
  package var cure: String?
  /// The finding for programs, by name.
  package var data: [String: Datum]

  /// Makes a line.
  package init(
    _ area: Area, _ check: String, _ state: State, _ finding: String, cure: String? = nil,
    context: GatewayContext? = nil, data: [String: Datum] = [:]
  ) {
    self.area = area
    self.context = context
    self.check = check
    self.state = state
    self.finding = finding
    self.cure = cure
    self.data = data
  }
}
