import ArgumentParser
import GatewayKit
import Synchronization

/// `tollgate keys list`.
struct KeysList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List keys, all pages.",
    discussion: """
      With --plan the list holds the keys of that plan. Plans of each key cost a request per plan \
      and more, so they are listed only with --with-plans.

      Example:
        tollgate keys list --plan basic-prod --disabled
      """)

  @Option(help: ArgumentHelp("Only keys of this plan (id or name).", valueName: "plan"))
  var plan: String?

  @Flag(help: "Add the plans of each key.")
  var withPlans = false

  @Flag(help: "Only keys that are enabled.")
  var enabled = false

  @Flag(help: "Only keys that are disabled.")
  var disabled = false

  @Option(
    help: ArgumentHelp("Filter as in the console, such as 'acme !batch'.", valueName: "text"))
  var filter: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if enabled && disabled {
      throw ValidationError("--enabled and --disabled leave nothing. Give one of them.")
    }
  }

  var coversContexts: Bool { true }

  func perform(in session: Session) async throws -> ExitStatus {
    guard session.coversSeveral else { return try await stream(in: session) }
    let form = ListForm(
      columns: KeyView.columns(withPlans: asksForPlans), none: "No keys.",
      json: { view, _ in try view.json })
    let revivals = Mutex<[Revival]>([])
    let status = try await session.list(form) { service, _ in
      let plans = try await plansByKey(service, session)
      let expression = FilterExpression(filter ?? "")
      var rows: [KeyView] = []
      for try await page in service.keyPages(nil, .forPerson) {
        let found = await service.revivals(page.keys)
        revivals.withLock { $0 += found }
        rows += page.keys.compactMap { keep($0, plans, expression) }
      }
      return rows
    }
    session.shout(revivals.withLock { $0 })
    return status
  }

  /// The keys of one context, written as they come.
  private func stream(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let plans = try await plansByKey(service, session)
      let expression = FilterExpression(filter ?? "")
      let columns = KeyView.columns(withPlans: plans != nil)
      var progress = ProgressBar(total: nil, noun: "keys", world: session.world)
      var array = JSONArray(isPretty: session.output.isTerminal)
      var rows: [KeyView] = []
      var read = 0
      var revivals: [Revival] = []
      for try await page in service.keyPages(nil, .forPerson) {
        revivals += await service.revivals(page.keys)
        let kept = page.keys.compactMap { keep($0, plans, expression) }
        switch session.output.format {
        case .table: rows += kept
        case .csv: try session.output.csv(kept, columns, header: read == 0)
        case .json: try session.output.raw(array.add(try kept.map { try $0.json }))
        }
        read += max(1, page.keys.count)
        progress.show(done: read)
      }
      progress.clear()
      switch session.output.format {
      case .table: try session.output.table(rows, columns, none: "No keys.")
      case .csv: if read == 0 { try session.output.csv([], columns) }
      case .json: try session.output.raw(array.end())
      }
      session.shout(revivals)
      return .done
    }
  }

  private var asksForPlans: Bool {
    withPlans || plan != nil || filter?.contains("plan:") == true
  }

  private func keep(
    _ key: APIKey, _ plans: [KeyID: [PlanReference]]?, _ expression: FilterExpression
  ) -> KeyView? {
    var key = key
    if let plans {
      key.plans = plans[key.id] ?? []
      if plan != nil && plans[key.id] == nil { return nil }
    }
    if enabled && !key.isEnabled || disabled && key.isEnabled { return nil }
    guard expression.isEmpty || expression.matches(key) else { return nil }
    return KeyView(key)
  }

  /// The plans of each key as far as they were asked for; nil when nobody asked. With `--plan` the
  /// keys of that plan are its only entries.
  private func plansByKey(
    _ service: GatewayService, _ session: Session
  ) async throws -> [KeyID: [PlanReference]]? {
    let chosen = plan == nil ? nil : try await service.resolvePlans([plan ?? ""]).first
    let wantsAll = withPlans || filter?.contains("plan:") == true
    guard wantsAll || chosen != nil else { return nil }
    let plans = wantsAll ? try await service.allPlans() : [chosen].compactMap { $0 }
    let byKey = try await service.plansByKey(of: plans)
    guard let chosen else { return byKey }
    return byKey.filter { $0.value.contains(chosen.reference) }
  }
}
