import ArgumentParser
import GatewayKit

/// Which plan, key and days of usage a command is about.
struct UsageSelection: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Only this plan (id or name).", valueName: "plan"))
  var plan: String?

  @Option(help: ArgumentHelp("Only this key (id or name).", valueName: "key"))
  var key: String?

  @Option(
    help: ArgumentHelp("First day; without it 31 days, today the last.", valueName: "YYYY-MM-DD"),
    transform: { try UsageSelection.day($0) })
  var from: CalendarDay?

  @Option(
    help: ArgumentHelp("Last day; today without it.", valueName: "YYYY-MM-DD"),
    transform: { try UsageSelection.day($0) })
  var to: CalendarDay?

  func validate() throws {
    guard let from, let to else { return }
    try Self.check(from: from, to: to)
  }

  /// All plans, all keys, the days of the current period.
  static var everything: UsageSelection {
    get throws { try parse([]) }
  }

  /// The days, the first and the last; 31 of them hold the whole current period whatever it is.
  func days(today: CalendarDay) throws -> (from: CalendarDay, to: CalendarDay) {
    let last = to ?? max(today, from ?? today)
    let first = from ?? last - 30
    do {
      try Self.check(from: first, to: last)
    } catch let error as ValidationError {
      throw GatewayError(kind: .usage, code: "Usage", message: error.message, advice: "")
    }
    return (first, last)
  }

  /// The figures of every plan that the selection touches, in the service's order.
  func figures(
    _ service: GatewayService, _ session: Session, showsProgress: Bool = true
  ) async throws -> [KeyUsage] {
    let days = try days(today: CalendarDay(session.world.now()))
    let key = try await key.asyncMap { try await service.onlyKey($0) }
    let plans = try await plans(service, key)
    var bar = ProgressBar(total: plans.count, noun: "plans", world: session.world)
    let figures = try await concurrently(
      plans, progress: { if showsProgress { bar.show(done: $0) } }
    ) { plan in
      try await service.usage(
        UsageRequest(plan: plan, key: key?.id, from: days.from, to: days.to), .forPerson)
    }
    bar.clear()
    return figures.flatMap { $0 }
  }

  private func plans(_ service: GatewayService, _ key: APIKey?) async throws -> [UsagePlan] {
    if let plan { return [try await service.onlyPlan(plan)] }
    if let key { return try await service.plansOfKey(key.id, .forPerson) }
    return try await service.allPlans()
  }

  private static func check(from: CalendarDay, to: CalendarDay) throws {
    guard from <= to else {
      throw ValidationError("\(from) lies after \(to). Give the earlier day with --from.")
    }
    guard to.number - from.number < 90 else {
      throw ValidationError("\(from) to \(to) is more than 90 days. Ask for at most 90.")
    }
  }

  private static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else {
      throw ValidationError("A day is written YYYY-MM-DD, such as 2026-11-21.")
    }
    return day
  }
}

extension Optional {
  /// The transformed value, or nil.
  fileprivate func asyncMap<Result>(
    _ transform: (Wrapped) async throws -> Result
  ) async rethrows -> Result? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
