import Canvas
import GatewayKit

/// The way of a change from a command: everything resolved, then preview or confirmation, then one
/// request after the other.
struct ChangeRun: Sendable {
  /// Options, world and output.
  let session: Session
  /// The context.
  let service: GatewayService

  /// Performs one change and prints what it left; `--dry-run` prints the requests instead.
  func one(_ change: Change) async throws -> ExitStatus {
    if session.options.dryRun { return try await preview([change]) }
    try confirm([change])
    let outcome = try await perform(change)
    try OutcomeView(outcome: outcome).write(to: session.output)
    return .done
  }

  /// Performs several changes in order, goes on after one fails, and prints a result for each.
  func several(_ changes: [Change]) async throws -> ExitStatus {
    if session.options.dryRun { return try await preview(changes) }
    try confirm(changes)
    var bar = ProgressBar(total: changes.count, world: session.world)
    var results: [ItemResult] = []
    var interruption: (any Error)?
    for change in changes {
      if let interruption {
        results.append(change.result(ErrorReport(interruption)))
        continue
      }
      do {
        _ = try await perform(change, isBulk: changes.count > 1)
        results.append(change.result(nil))
      } catch is CancellationError {
        interruption = CancellationError()
        results.append(change.result(ErrorReport(CancellationError())))
      } catch {
        results.append(change.result(ErrorReport(error)))
      }
      bar.show(done: results.count)
    }
    bar.clear()
    try session.output.list(
      results, columns: ItemResult.columns, none: "Nothing was asked for.", json: \.json)
    if let interruption { throw interruption }
    return results.allSatisfy(\.isDone) ? .done : .failed
  }

  /// Prints the requests that would be sent.
  func preview(_ changes: [Change]) async throws -> ExitStatus {
    var planned: [PlannedView] = []
    for change in changes {
      planned += try await service.preview(change).map { PlannedView($0.parts) }
    }
    return try show(planned)
  }

  /// Prints planned requests.
  func show(_ views: [PlannedView]) throws -> ExitStatus {
    if session.output.format == .table {
      let none = "Nothing would be sent.\n"
      try session.output.raw(views.isEmpty ? none : views.map(\.lines).joined())
    } else {
      try session.output.list(views, columns: PlannedView.columns, none: "", json: \.json)
    }
    return .done
  }

  /// Performs one change; says on stderr why it waits.
  func perform(_ change: Change, isBulk: Bool = false) async throws -> ChangeOutcome {
    let session = session
    let outcome = try await service.perform(change, isBulk ? .forBulk : .forPerson) {
      session.say($0)
    }
    for note in outcome.notes { session.say(note) }
    return outcome
  }

  /// Asks for what the changes need, unless `--yes` answers.
  func confirm(_ changes: [Change]) throws {
    let what: String
    if let only = changes.first, changes.count == 1 {
      what = only.title
    } else {
      what = Self.phrase(changes)
    }
    try confirm(service.confirmation(changes), what: what)
  }

  /// Asks on the terminal; Enter alone, or anything else than what is asked for, refuses.
  func confirm(_ confirmation: Confirmation, what: String) throws {
    let expected: String
    switch confirmation {
    case .none: return
    case .yes: expected = "y"
    case .typed(let text): expected = text
    }
    if session.options.yes { return }
    guard session.world.terminals.canAsk else { throw GatewayError.unconfirmed(what) }
    let question = "This will \(what). Type \(expected) to go on: "
    session.world.writeError(Text.sanitize(question))
    guard let answer = try session.world.readLine(true), answer.trimmed == expected else {
      throw GatewayError.declined
    }
  }

  /// `delete 12 keys: a, b, c … and 2 more`.
  static func phrase(_ changes: [Change]) -> String {
    guard let first = changes.first else { return "change nothing" }
    let names = changes.prefix(10).map(\.subjectLabel).joined(separator: ", ")
    let more = changes.count > 10 ? " and \(changes.count - 10) more" : ""
    return "\(first.verb) \(changes.count) keys: \(names)\(more)"
  }
}

extension String {
  /// Without blanks and newlines at both ends.
  var trimmed: String {
    var rest = Substring(self)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    return String(rest)
  }
}
