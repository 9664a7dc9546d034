import Canvas
import GatewayKit

/// The way of a revocation from a command: asked about while what the key opens comes in, then told
/// line by line.
struct RevokeRun: Sendable {
  /// Options, world and output.
  let session: Session
  /// The context that the command was given.
  let service: GatewayService
  /// What is to be done.
  let request: RevokeRequest

  /// Confirms, revokes, writes the report, prints the result.
  func run(files: ReportFiles?) async throws -> ExitStatus {
    if !session.options.yes { try await confirm() }
    let outcome = try await revoke()
    try print(outcome)
    if let files {
      do {
        try write(outcome, to: files)
      } catch let error as GatewayError {
        throw told(error, outcome)
      }
    }
    if session.options.yes && session.output.format == .table { await tellDetails() }
    return try status(outcome)
  }

  private func revoke() async throws -> RevokeOutcome {
    let world = session.world
    var outcome: RevokeOutcome?
    for try await event in service.revoke(request, world.courier) {
      if let line = RevokeLog.line(event, now: world.now()) { session.tell(line) }
      if case .finished(let end) = event { outcome = end }
    }
    if let outcome { return outcome }
    try Task.checkCancellation()
    throw GatewayError(
      kind: .failed, code: "NoResult", message: "Revoking ended without a result",
      advice: "See audit list for what was done, and keys show for the key's state",
      outcomeUnknown: true)
  }

  // MARK: - Asking

  private func confirm() async throws {
    let world = session.world
    let what = "disable \(LeakChoice.names(request.matches))"
    guard world.terminals.canAsk else {
      var refusal = GatewayError.unconfirmed(what)
      refusal.advice = "Add --yes, or give the text with --from on a terminal to be asked"
      throw refusal
    }
    for match in request.matches { session.tell(Self.introduction(match)) }
    let isOneLeak = Set(request.matches.map(\.leak)).count == 1
    let expected = isOneLeak ? "y" : String(request.matches.count)
    let question = Text.sanitize(question(expected))
    // The answer may come at once: nobody has to wait for what the key opens.
    let details = Task { await tellDetails(above: question) }
    defer { details.cancel() }
    world.writeError(question)
    let answer = try world.readLine(true)
    guard let answer, answer.trimmed == expected else { throw GatewayError.declined }
  }

  private func question(_ expected: String) -> String {
    let doubt =
      request.matches.contains { $0.confidence == .candidate }
      ? "The text may mean another key. " : ""
    let what =
      request.matches.count == 1
      ? "disable \(request.matches[0].key.label)"
      : "disable these \(request.matches.count.grouped) keys"
    return "\(doubt)This will \(what). Type \(expected) to go on: "
  }

  private static func introduction(_ match: LeakMatch) -> String {
    let key = match.key
    let state = key.isEnabled ? "enabled" : "disabled"
    let owner = key.owner.map { ", owner \($0)" } ?? ""
    return "\(key.label)  \(key.id.shown)  \(state)  \(key.context.shown)\(owner)\n"
      + "  \(match.words) (\(match.confidence.rawValue)), line \(match.line.grouped)"
  }

  // MARK: - Details

  /// What the keys open and stop; with a question, above it, which stays the last line.
  private func tellDetails(above question: String? = nil) async {
    for match in request.matches {
      do {
        for try await detail in service.leakDetails(match) {
          for line in LeakDetailLines.of(detail) { show(line, above: question) }
        }
      } catch is CancellationError {
        return
      } catch {
        show(
          "  Not all of what it opens could be read: \(ErrorReport(error).text)", above: question)
      }
    }
  }

  private func show(_ line: String, above question: String?) {
    guard let question else { return session.tell(line) }
    if Task.isCancelled { return }
    session.world.writeError("\r\u{1B}[K" + Text.sanitize(line) + "\n" + question)
  }

  // MARK: - The result

  private func print(_ outcome: RevokeOutcome) throws {
    let value =
      request.delivery == .stdout
      ? outcome.replacementValue?.revealed(for: .deliver) : nil
    let views = outcome.items.map { RevokeView(item: $0, outcome: outcome, value: value) }
    if views.count == 1, let view = views.first {
      try session.output.thing(
        view, fields: view.fields, columns: RevokeView.columns, json: view.json)
    } else {
      try session.output.list(views, columns: RevokeView.columns, none: "No key.", json: \.json)
    }
    if let id = outcome.replacement?.newKeyId {
      let place = outcome.replacement?.deliveredTo.map { ", which went to \($0)" } ?? ""
      session.say("The new key is \(id); keys show \(id) --show-value gives its value\(place)")
    }
  }

  private func write(_ outcome: RevokeOutcome, to files: ReportFiles) throws {
    guard let report = outcome.report else {
      throw GatewayError(
        kind: .failed, code: "NoReport", message: "The report could not be put together",
        advice: "See audit list for what was done")
    }
    try files.write(report, with: session.world)
    session.say(
      "Report written to \(files.markdown) and \(files.json), a notice to the customer to "
        + files.notice)
  }

  /// The keys are cut off, whatever became of the report.
  private func told(_ error: GatewayError, _ outcome: RevokeOutcome) -> GatewayError {
    var error = error
    if outcome.items.allSatisfy(\.isDisabled) {
      error.message = "The key is disabled, but the report was not written: \(error.message)"
    }
    return error
  }

  private func status(_ outcome: RevokeOutcome) throws -> ExitStatus {
    if outcome.items.count == 1, let error = outcome.items.first?.error { throw error }
    if request.probe != nil || request.waitSilent != nil, outcome.proof == .none {
      session.say("Disabled, not proven: what was asked for as proof did not come about")
    }
    for item in outcome.items where item.isDisabled && !item.isVerified {
      session.say("\(item.key.label) was not read back as disabled; look at it with keys show")
    }
    for item in outcome.items {
      if let error = item.error { session.say("\(item.key.label): \(ErrorReport(error).text)") }
    }
    let isReplaced = !request.replace || outcome.replacement?.newKeyId != nil
    if !isReplaced { session.say("No new key was made; see above, and use keys rotate") }
    let isDone = outcome.items.allSatisfy { $0.error == nil && $0.isDisabled && $0.isVerified }
    return isDone && isReplaced ? .done : .failed
  }
}
