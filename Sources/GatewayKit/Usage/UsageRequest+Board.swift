extension UsageRequest {
  /// Days that may lie between the first and the last one of a request: GetUsage refuses more.
  package static let longestSpan = 90

  /// What the board of all plans asks for: the last days of every plan, today included.
  ///
  /// - Parameters:
  ///   - plans: the plans of the board.
  ///   - today: the last day.
  ///   - days: how many days each row's sparkline shows.
  /// - Returns: one request a plan.
  package static func board(
    for plans: [UsagePlan], today: CalendarDay, days: Int = 14
  ) -> [UsageRequest] {
    let count = min(max(days, 1), longestSpan + 1)
    return plans.map { UsageRequest(plan: $0, from: today - (count - 1), to: today) }
  }
}
