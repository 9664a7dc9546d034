package import Foundation
import Synchronization

/// Makes requests wait until the account's rate allows them. One per account and region; everything
/// that decides is in ``PacerCore``.
package final class Pacer: Sendable {
  private struct State {
    var core: PacerCore
    var continuations: [PacerCore.Ticket: CheckedContinuation<Void, any Error>] = [:]
    var timer: Task<Void, Never>?
    var timerTime: Double?
  }

  private let clock: ClientClock
  private let planUpdateLeft: @Sendable (Date) -> Void
  private let state: Mutex<State>

  /// Makes a pacer.
  ///
  /// - Parameters:
  ///   - limits: the rates to keep to.
  ///   - clock: the time.
  ///   - lastPlanUpdate: when this account and region last sent UpdateUsagePlan, from whatever
  ///     process; the service allows one in 20 seconds.
  ///   - planUpdateLeft: told when one leaves, so that the next process knows.
  package init(
    limits: PacerLimits = PacerLimits(), clock: ClientClock = .live, lastPlanUpdate: Date? = nil,
    planUpdateLeft: @escaping @Sendable (Date) -> Void = { _ in }
  ) {
    self.clock = clock
    self.planUpdateLeft = planUpdateLeft
    let now = clock.seconds()
    var core = PacerCore(limits: limits, now: now)
    if let lastPlanUpdate {
      // A date in the future comes from a clock that was set back; it counts as now.
      let age = max(0, clock.date().timeIntervalSince(lastPlanUpdate))
      core.remember(.updateUsagePlan, leftAt: now - age)
    }
    state = Mutex(State(core: core))
  }

  /// Adds what another process's record says of the last UpdateUsagePlan, once the account is known.
  package func remember(lastPlanUpdate: Date) {
    let age = max(0, clock.date().timeIntervalSince(lastPlanUpdate))
    change { core, now in
      core.remember(.updateUsagePlan, leftAt: now - age)
      return core.tick(now: now)
    }
  }

  /// The figures for the header, now.
  package var budget: BudgetFigures {
    state.withLock { $0.core.figures(now: clock.seconds()) }
  }

  /// Returns when the request may leave.
  ///
  /// - Parameters:
  ///   - lane: who waits.
  ///   - operation: the operation's name, for limits of its own.
  ///   - onWait: told the seconds when it will be more than one.
  /// - Throws: `CancellationError` when the task is cancelled while it waits.
  func wait(
    _ lane: Lane, operation: String, onWait: @Sendable (Double) -> Void
  ) async throws {
    try Task.checkCancellation()
    let limit = SubLimit(operation: operation)
    let (ticket, leaves, seconds) = enter(lane, limit)
    if !leaves {
      if seconds > 1 { onWait(seconds) }
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          park(ticket, continuation)
        }
      } onCancel: {
        giveUp(ticket)
      }
    }
    if limit == .updateUsagePlan { planUpdateLeft(clock.date()) }
  }

  /// Tells that the service answered 429. The figures after it come back.
  @discardableResult
  func throttled(operation: String) -> BudgetFigures {
    change { core, now in core.throttled(SubLimit(operation: operation), now: now) }
    return budget
  }

  /// True once after a slowing has passed altogether.
  func takesRecovery() -> Bool {
    state.withLock { $0.core.takesRecovery(now: clock.seconds()) }
  }

  /// Where a ticket stands between entering and parking: it may be let go or cancelled in between.
  private func enter(
    _ lane: Lane, _ limit: SubLimit
  ) -> (ticket: PacerCore.Ticket, leaves: Bool, seconds: Double) {
    var entered: PacerCore.Ticket = 0
    var leaves = false
    var seconds = 0.0
    change { core, now in
      var (ticket, leaving) = core.enqueue(lane, limit, now: now)
      entered = ticket
      if let own = leaving.firstIndex(of: ticket) {
        leaving.remove(at: own)
        leaves = true
      } else {
        seconds = core.expectedWait(ticket, now: now)
      }
      return leaving
    }
    return (entered, leaves, seconds)
  }

  private func park(
    _ ticket: PacerCore.Ticket, _ continuation: CheckedContinuation<Void, any Error>
  ) {
    enum Outcome { case parked, mayLeave, cancelled }
    let outcome = state.withLock { state -> Outcome in
      // Cancelled between entering and here: the handler found, or will find, nobody parked. Asked
      // inside the lock, since a ticket that the handler took back looks like one that may leave.
      guard !Task.isCancelled else { return .cancelled }
      // Let go by another's event between entering and here.
      guard state.core.isWaiting(ticket) else { return .mayLeave }
      state.continuations[ticket] = continuation
      return .parked
    }
    switch outcome {
    case .parked: break
    case .mayLeave: continuation.resume()
    case .cancelled:
      change { core, now in core.cancel(ticket, now: now) }
      continuation.resume(throwing: CancellationError())
    }
  }

  private func giveUp(_ ticket: PacerCore.Ticket) {
    var parked: CheckedContinuation<Void, any Error>?
    change(
      { core, now in core.cancel(ticket, now: now) },
      also: { state in parked = state.continuations.removeValue(forKey: ticket) })
    parked?.resume(throwing: CancellationError())
  }

  /// Feeds the core an event, wakes who may leave, and sets the alarm for the next time.
  private func change(
    _ event: (inout PacerCore, Double) -> [PacerCore.Ticket],
    also: (inout State) -> Void = { _ in }
  ) {
    let woken = state.withLock { state in
      // Read inside the lock, so that events come to the core in the order of their times.
      let now = clock.seconds()
      also(&state)
      let leaving = event(&state.core, now)
      setTimer(&state, now: now)
      return leaving.compactMap { state.continuations.removeValue(forKey: $0) }
    }
    for continuation in woken { continuation.resume() }
  }

  private func setTimer(_ state: inout State, now: Double) {
    guard state.core.wakeTime != state.timerTime else { return }
    state.timer?.cancel()
    state.timer = nil
    state.timerTime = state.core.wakeTime
    guard let wake = state.core.wakeTime else { return }
    state.timer = Task { [weak self, clock] in
      // A cancelled alarm was replaced by another; there is nothing to tell anyone.
      guard (try? await clock.sleep(max(0, wake - now))) != nil else { return }
      self?.ring(wake)
    }
  }

  private func ring(_ wake: Double) {
    change(
      { core, now in core.tick(now: now) },
      also: { state in
        // Forget the alarm that rang, so that one for the same time can be set again.
        if state.timerTime == wake { state.timerTime = nil }
      })
  }
}
