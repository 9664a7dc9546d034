import AWSClient
import Foundation

extension RevokeRun {
  /// A probe that has begun: the key's value and what the URL answered before the disabling.
  struct Probe: Sendable {
    var url: String
    var value: KeyValue
    var trial: ProbeTrial
    var first: ProbeAnswer?
    /// The URL cannot be asked at all.
    var isUnusable = false
  }

  /// Seconds that the disabling waits for the first answer of the probe's URL, and no longer.
  static let probePatience = 2.0

  /// Asks the URL with the key that is about to be disabled. Returns when it has answered, or after
  /// two seconds: then the answer is waited for later.
  func beginProbe() async -> Task<Probe?, Never>? {
    guard let url = request.probe else { return nil }
    guard Set(request.matches.map(\.leak)).count == 1, let match = request.matches.first else {
      note(
        "A probe asks with one key; with several different keys it proves nothing.",
        about: .proof)
      return nil
    }
    let task = Task { await firstAnswer(url, match) }
    let (stream, going) = AsyncStream.makeStream(of: Void.self)
    let waiter = Task {
      _ = await task.value
      going.yield()
    }
    let timer = Task {
      // Cancelled as soon as the answer is there.
      try? await clock.sleep(Self.probePatience)
      going.yield()
    }
    for await _ in stream { break }
    timer.cancel()
    waiter.cancel()
    tally.beginDisabling()
    return task
  }

  private func firstAnswer(_ url: String, _ match: LeakMatch) async -> Probe? {
    do {
      let home = try await session.session(for: match)
      let value = try await home.valueForProbe(match.key) { tally.count() }
      var probe = Probe(url: url, value: value, trial: ProbeTrial())
      guard let answer = await ask(&probe) else { return probe }
      let reading = ProbeTrial.Reading(answer)
      if !tally.isDisabling {
        probe.first = answer
        let refuses = ProbeTrial.Reading.refusesAnyway(answer)
        probe.trial.take(refuses ? .refused : reading, at: clock.seconds())
      } else if reading == .accepted {
        // On its way while the key was being disabled: that it was let in is all that counts.
        probe.trial.take(.accepted, at: clock.seconds())
      }
      return probe
    } catch {
      let reason = (session.translate(error) as? GatewayError)?.message ?? "it was cancelled."
      note("The probe cannot be made: \(reason)", about: .proof)
      return nil
    }
  }

  /// Asks the URL until it has refused for long enough, or until nothing can be proven.
  func prove(_ task: Task<Probe?, Never>, disabledAt: Double) async throws -> RevokeOutcome.Proof {
    guard var probe = await task.value else { return .none }
    probe.trial.disabled(at: disabledAt)
    if let first = probe.first {
      tell(
        .probed(
          status: first.status, words: "before the key was disabled: \(first.words)",
          isRefused: false, at: first.at))
    }
    while !probe.isUnusable {
      switch probe.trial.verdict(at: clock.seconds()) {
      case .proven:
        let words =
          "The URL let the key in before, and has refused it for "
          + "\(Int(ProbeTrial.span)) s with 403 ForbiddenException."
        note(words, about: .proof)
        tally.add("the probe has been refused for \(Int(ProbeTrial.span)) s", at: clock.date())
        return .probe
      case .worthless:
        note(
          "The URL refused the key before it was disabled (\(probe.first?.words ?? "403")), so it "
            + "proves nothing.", about: .proof)
        return .none
      case .exhausted:
        note(Self.gaveUp(probe.trial), about: .proof)
        return .none
      case .open: break
      }
      let answer = await ask(&probe)
      if probe.isUnusable { break }
      let reading = ProbeTrial.Reading(answer)
      probe.trial.take(reading, at: clock.seconds())
      tell(
        .probed(
          status: answer?.status ?? 0, words: answer?.words ?? "no answer",
          isRefused: reading == .refused, at: answer?.at ?? clock.date()))
      if case .open = probe.trial.verdict(at: clock.seconds()) {
        try await clock.sleep(ProbeTrial.interval)
      }
    }
    return .none
  }

  private static func gaveUp(_ trial: ProbeTrial) -> String {
    let minutes = Int(ProbeTrial.patience / 60)
    let start = "The probe was given up after \(minutes) minutes"
    guard trial.wasAccepted else {
      return "\(start): the URL was never seen to let the key in, so its refusals prove nothing."
    }
    return "\(start): the URL did not refuse the key for \(Int(ProbeTrial.span)) s without a break."
  }

  /// One question; nil when there was no answer.
  private func ask(_ probe: inout Probe) async -> ProbeAnswer? {
    do {
      return try await DataPlaneProbe(client: session.client).ask(probe.url, key: probe.value)
    } catch let error as AWSError where error.kind == .configuration {
      probe.isUnusable = true
      note(
        "The probe's URL cannot be asked: \(GatewayError.sentence(error.message))", about: .proof)
      return nil
    } catch {
      // No answer says nothing, whatever the reason; it begins the count anew.
      return nil
    }
  }
}

extension GatewaySession {
  /// A key's value for asking a URL with it. That it was asked for is on the disk before it is in
  /// memory.
  func valueForProbe(_ key: APIKey, count: () -> Void) async throws -> KeyValue {
    try await journalled(
      .revealValue, summary: "use the value of key \(key.label) for a probe",
      subjects: [key.id.shown]
    ) { log in
      count()
      let answer = try await api.getAPIKey(key.id.wire, includeValue: true, lane: .emergency)
      log.add(requestId: answer.requestId)
      guard let value = answer.value.value else {
        throw GatewayError(
          kind: .failed, code: "NoValue", message: "API Gateway did not send the value.",
          advice: "Check the endpoint address; API Gateway always sends it.",
          requestId: answer.requestId)
      }
      return value
    }
  }
}
