import GatewayKit

extension Session {
  /// Whether lists go through more than one context, as far as options and config.yaml say.
  var coversSeveral: Bool {
    !options.sandbox && world.contexts(options.connection(in: world)).members.count > 1
  }

  /// Lists things of every context that the options or config.yaml name, in one table in their order.
  /// One that fails is a line of it and hides none of the others; with one context it is the list as
  /// it always was.
  ///
  /// - Parameters:
  ///   - form: how a thing is written.
  ///   - arrange: puts the things of all contexts in another order, or takes some away.
  ///   - things: what one context has.
  /// - Returns: done; failed when only some answered, or what the first failed with when none did.
  /// - Throws: what the only context failed with, ``BrokenPipe``, `CancellationError`.
  func list<Thing: Sendable>(
    _ form: ListForm<Thing>,
    arrange: ([Placed<Thing>]) -> [Placed<Thing>] = { $0 },
    _ things: @escaping @Sendable (GatewayService, _ showsProgress: Bool) async throws -> [Thing]
  ) async throws -> ExitStatus {
    try await withConnection { connection in
      let contexts = connection.isSandbox ? nil : world.contexts(connection)
      guard let contexts, contexts.members.count > 1 else {
        return try await withService { service in
          let context = service.identity().context
          let all = try await things(service, true).map {
            Placed(context: context, account: nil, thing: $0)
          }
          try write(arrange(all), form, isWide: false)
          return .done
        }
      }
      do {
        let status = try await list(contexts, form, arrange, things)
        await contexts.close()
        return status
      } catch {
        await contexts.close()
        throw error
      }
    }
  }

  private func list<Thing: Sendable>(
    _ contexts: ContextSet, _ form: ListForm<Thing>,
    _ arrange: ([Placed<Thing>]) -> [Placed<Thing>],
    _ things: @escaping @Sendable (GatewayService, Bool) async throws -> [Thing]
  ) async throws -> ExitStatus {
    let answers = try await contexts.askAll { _, service in
      // Whose account it is decorates the list: not knowing it is no failure.
      async let account = try? service.identify().account
      let some = try await things(service, false)
      let context = service.identity().context
      return await (account: account, context: context, things: some)
    }
    var placed: [Placed<Thing>] = []
    var failures: [Placed<Thing>] = []
    var answered = 0
    for (member, result) in answers {
      switch result {
      case .success(let answer):
        answered += 1
        placed += answer.things.map {
          Placed(context: answer.context, account: answer.account, thing: $0)
        }
      case .failure(let error):
        failures.append(
          Placed(
            context: member.context, account: member.standing.identity?.account, error: error))
      }
    }
    // What is asked for by name need not be everywhere.
    if answered > 0 { failures.removeAll { $0.error?.kind == .notFound } }
    try Task.checkCancellation()
    if contexts.members.allSatisfy({ $0.opened == nil }) { tellConfigProblems() }
    for notice in await notices(contexts) { say(notice) }
    try write(arrange(placed), failures, form, order: answers.map(\.member.context))
    for failure in failures { tell(failure) }
    guard let first = failures.first?.error else { return .done }
    return answered > 0 ? .failed : ExitStatus(first.kind)
  }

  /// Sentences that a person should read, each once; what a context may not do, with its name.
  private func notices(_ contexts: ContextSet) async -> [String] {
    var notices: [String] = []
    for member in contexts.members {
      guard let service = member.opened else { continue }
      for notice in await service.notices() where !notices.contains(notice) {
        notices.append(notice)
      }
      notices += service.denials().map { "\(member.context.shown): \($0)" }
    }
    return notices
  }

  private func tell<Thing>(_ failure: Placed<Thing>) {
    guard let error = failure.error else { return }
    say("\(failure.context.shown): " + ErrorReport(error).text)
    guard options.output == .json else { return }
    world.writeError(ErrorReport(error).jsonLine(of: failure.context) + "\n")
  }

  // MARK: writing

  private func write<Thing>(
    _ placed: [Placed<Thing>], _ form: ListForm<Thing>, isWide: Bool
  ) throws {
    let things = placed.compactMap(\.thing)
    switch form.format(output.format, options.output) {
    case .table: try output.table(things, form.columns, none: form.none)
    case .csv: try output.csv(things, form.columns)
    case .json:
      var array = JSONArray(isPretty: output.isTerminal)
      try output.raw(array.add(try things.map { try form.json($0, isWide) }) + array.end())
    }
  }

  private func write<Thing>(
    _ placed: [Placed<Thing>], _ failures: [Placed<Thing>], _ form: ListForm<Thing>,
    order: [GatewayContext]
  ) throws {
    switch form.format(output.format, options.output) {
    case .table:
      let ranks = Dictionary(
        order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let rank = { (row: Placed<Thing>) in ranks[row.context] ?? order.count }
      // A failure stands where the things of its context would.
      var rows = placed
      for failure in failures {
        let place = form.isRanked ? nil : rows.firstIndex { rank($0) > rank(failure) }
        rows.insert(failure, at: place ?? rows.count)
      }
      try output.table(
        rows, Placed.columns(form.columns), none: form.none, span: { $0.error?.message })
    case .csv: try output.csv(placed, Placed.columns(form.columns, placesLast: true))
    case .json:
      var array = JSONArray(isPretty: output.isTerminal)
      let json = try placed.compactMap(\.thing).map { try form.json($0, true) }
      try output.raw(array.add(json) + array.end())
    }
  }
}

extension GatewayError {
  /// Refuses several contexts for what is about one thing.
  static let severalContexts = GatewayError(
    kind: .usage, code: "Usage",
    message: "This command works in one context, and several profiles or regions are named",
    advice: "Give --profile and --region once each; lists take several")
}
