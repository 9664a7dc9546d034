import AWSClient

extension Joint {
  /// What changes need, each by the rules of its context.
  func confirmation(_ changes: [Change]) -> Confirmation {
    let homes = Set(changes.map(\.home))
    guard homes.count > 1 else {
      let home = homes.first ?? first.home
      return member(home).opened?.confirmation(changes.map { $0.at(.first) }) ?? .yes
    }
    // Several at once are confirmed by their number, whatever the context; keys that were revoked by
    // their names.
    for home in homes.sorted() {
      let own = changes.filter { $0.home == home }.map { $0.at(.first) }
      if own.count == 1, case .typed(let text)? = member(home).opened?.confirmation(own),
        case .setEnabled(_, true)? = own.first
      {
        return .typed(text)
      }
    }
    return .typed(String(changes.count))
  }

  func perform(
    _ change: Change, _ lane: Lane, _ progress: @escaping @Sendable (String) -> Void
  ) async throws -> ChangeOutcome {
    let home = change.home
    return try await ask(home) { try await $0.perform(change.at(.first), lane, progress) }.at(home)
  }

  /// The context whose last change is the newest of all, and what undo would take back there.
  private func newest() async throws -> (member: ContextMember, candidate: UndoCandidate)? {
    var newest: (member: ContextMember, candidate: UndoCandidate)?
    var failure: GatewayError?
    for member in members {
      // One that is not open has changed nothing that is to be taken back from here.
      guard let service = member.opened else { continue }
      do {
        guard let one = try await service.undoCandidate() else { continue }
        if let known = newest, known.candidate.journalId >= one.journalId { continue }
        newest = (member, one)
      } catch let error as GatewayError {
        failure = failure ?? error
      }
    }
    if let failure, newest == nil { throw failure }
    return newest
  }

  func undoCandidate() async throws -> UndoCandidate? { try await newest()?.candidate }

  func undo() async throws -> ChangeOutcome {
    guard let (member, _) = try await newest() else { return try await ask { try await $0.undo() } }
    return try await member.ask { try await $0.undo() }.at(member.home)
  }

  func previewUndo() async throws -> [PlannedRequest] {
    guard let (member, _) = try await newest() else { return [] }
    return try await member.ask { try await $0.previewUndo() }
  }

  // MARK: rotations

  func rotations(_ withUse: Bool, _ lane: Lane) async throws -> [Rotation] {
    let all = try await gather { member, service in
      try await service.rotations(withUse, lane).map { $0.at(member.home) }
    }
    // Two profiles of one account tell of the same rotations.
    var seen: Set<String> = []
    let distinct = all.filter { seen.insert($0.id).inserted }
    rotationHomes.remember(distinct)
    return distinct.sorted { $0.startedAt > $1.startedAt }
  }

  func checkRotations(_ requests: [RotateRequest]) async throws -> [String] {
    var notes: [String] = []
    for home in Set(requests.map(\.key.id.home)).sorted() {
      let own = requests.filter { $0.key.id.home == home }.map { $0.at(.first) }
      notes += try await ask(home) { try await $0.checkRotations(own) }
    }
    return notes
  }

  /// The contexts that a command about rotations goes to.
  private func members(for command: RotationCommand) -> [ContextMember] {
    switch command {
    case .rotate(let request): [member(request.key.id.home)]
    case .advance(let request):
      if let id = request.id {
        [rotationHomes.home(of: id).map(member) ?? first]
      } else {
        members.filter { !$0.isLeftOut }
      }
    case .extend(let id, _), .finish(let id, _), .rollBack(let id):
      [rotationHomes.home(of: id).map(member) ?? first]
    }
  }

  private func own(_ command: RotationCommand) -> RotationCommand {
    if case .rotate(let request) = command { return .rotate(request.at(.first)) }
    return command
  }

  func run(
    _ command: RotationCommand, _ courier: Courier, _ lane: Lane,
    _ progress: @escaping @Sendable (String) -> Void
  ) async throws -> [RotationOutcome] {
    var outcomes: [RotationOutcome] = []
    var failure: GatewayError?
    // One after the other: a lock keeps two advances of one journal apart.
    for member in members(for: command) {
      do {
        let some = try await member.ask {
          try await $0.runRotations(own(command), courier, lane, progress)
        }
        outcomes += some.map { outcome in
          var outcome = outcome
          outcome.rotation = outcome.rotation.at(member.home)
          return outcome
        }
      } catch let error as GatewayError {
        failure = failure ?? error
      }
    }
    rotationHomes.remember(outcomes.map(\.rotation))
    if let failure, outcomes.isEmpty { throw failure }
    return outcomes
  }

  func previewRotations(_ command: RotationCommand) async throws -> [PlannedRequest] {
    var planned: [PlannedRequest] = []
    for member in members(for: command) {
      planned += try await member.ask { try await $0.previewRotations(own(command)) }
    }
    return planned
  }

  // MARK: leaks

  func findLeaks(_ text: LeakText) -> AsyncThrowingStream<LeakEvent, any Error> {
    relay {
      $0.findLeaks(text)
    } as: { event in
      switch event {
      case .match(let match): return .match(atHome(match))
      case .finished(var findings):
        findings.matches = findings.matches.map(atHome)
        return .finished(findings)
      case .announced, .progress: return event
      }
    }
  }

  func revoke(
    _ request: RevokeRequest, _ courier: Courier
  ) -> AsyncThrowingStream<RevokeEvent, any Error> {
    relay {
      $0.revoke(plain(request), courier)
    } as: { event in
      switch event {
      case .disabled(let key, let at, let milliseconds, let id):
        return .disabled(atHome(key), at: at, milliseconds: milliseconds, requestId: id)
      case .readBack(let key, let isDisabled): return .readBack(atHome(key), isDisabled: isDisabled)
      case .replaced(let rotation): return .replaced(rotation.at(home(of: rotation.context)))
      case .finished(var outcome):
        for index in outcome.items.indices {
          outcome.items[index].key = atHome(outcome.items[index].key)
        }
        outcome.replacement = outcome.replacement.map { $0.at(home(of: $0.context)) }
        return .finished(outcome)
      case .probed, .silence, .reported, .note: return event
      }
    }
  }

  func plain(_ request: RevokeRequest) -> RevokeRequest {
    var request = request
    request.matches = request.matches.map { $0.at(.first) }
    return request
  }

  private func atHome(_ match: LeakMatch) -> LeakMatch { match.at(home(of: match.key.context)) }
  private func atHome(_ key: APIKey) -> APIKey { key.at(home(of: key.context)) }

  /// A stream of the first context, every element put to its home.
  func relay<Element: Sendable>(
    _ ask: @escaping @Sendable (GatewayService) -> AsyncThrowingStream<Element, any Error>,
    as shown: @escaping @Sendable (Element) -> Element
  ) -> AsyncThrowingStream<Element, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          for try await element in ask(try await first.service()) {
            continuation.yield(shown(element))
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
