import Canvas
import GatewayKit

extension AppState {
  /// True when several contexts are shown at once.
  var isWide: Bool { standings.count > 1 }

  /// The context that the screen, or the row under the cursor, is of.
  var here: Home {
    switch screen.kind {
    case .key(let key): key.home
    case .plan(let plan), .planKeys(let plan): plan.home
    case .context(let home), .contextKeys(let home): home
    case .rotation(let id): catalog.rotation(id)?.home ?? firstHome
    default:
      switch screen.table.cursor {
      case .key(let key): key.home
      case .plan(let plan), .total(let plan), .usage(let plan, _): plan.home
      case .rotation(let id): catalog.rotation(id)?.home ?? firstHome
      case .context(let home): home
      case .line, nil: firstHome
      }
    }
  }

  private var firstHome: Home { standings.first?.home ?? .first }

  /// How a context stands; nil where there is but one.
  func standing(_ home: Home) -> ContextStanding? {
    isWide ? standings.first { $0.home == home } : nil
  }

  /// Who is calling where the screen is; nil until it is known.
  var identity: ContextIdentity? {
    isWide ? standing(here)?.identity : ownIdentity
  }

  /// The request budget where the screen is.
  var budget: Budget {
    standing(here).map { Budget($0.budget.figures) } ?? ownBudget
  }

  /// Where things live, or where they will.
  var context: GatewayContext {
    if let standing = standing(here) { return standing.context }
    return ownIdentity?.context
      ?? GatewayContext(
        profile: options.profile ?? "default", region: options.region ?? Self.unknownRegion)
  }

  /// No change may leave, from where the screen is.
  var isReadOnly: Bool { isReadOnly(here) }

  /// No change may leave a context.
  func isReadOnly(_ home: Home) -> Bool {
    let identity = isWide ? standing(home)?.identity : ownIdentity
    return identity?.isReadOnly ?? options.isReadOnly
  }

  /// Every change in a context takes a typed name.
  func isProtected(_ home: Home) -> Bool {
    (isWide ? standing(home)?.identity : ownIdentity)?.isProtected ?? false
  }

  /// `prod · eu-west-1`.
  func contextName(_ home: Home) -> String { contextName(standing(home)?.context ?? context) }

  /// The same of a context that need not be shown.
  func contextName(_ context: GatewayContext) -> String {
    context.region.isEmpty ? context.profile : "\(context.profile) · \(context.region)"
  }

  /// Whether the tables have the context of a key, which may come from any that is known.
  func shows(_ key: APIKey) -> Bool {
    isWide ? standing(key.id.home)?.context == key.context : key.context == context
  }

  /// The places of things that changes are about, each once.
  static func homes(_ changes: [Change]) -> [Home] { Set(changes.map(\.home)).sorted() }

  /// Takes in how the contexts stand now.
  mutating func take(_ standings: [ContextStanding]) {
    guard standings != self.standings else { return }
    let wasWide = isWide
    let before = self.standings
    self.standings = standings
    tellDenials(since: before)
    if !isWide, let identity = standings.first?.identity, ownIdentity != nil {
      ownIdentity = identity
    }
    if isWide != wasWide {
      catalog.namesContexts = isWide
      for index in stack.indices { stack[index].version = nil }
    }
  }

  /// Asks who is calling in a context that was opened after the question was put to the others, such
  /// as one whose code of an MFA device came late.
  mutating func identifyLatecomers(_ effects: inout [Effect]) {
    guard isWide, connection == .open, !isBusy(.identify) else { return }
    let latecomers = standings.filter {
      $0.identity != nil && $0.answeredIn == nil && $0.error == nil
        && !askedLatecomers.contains($0.home)
    }
    guard !latecomers.isEmpty else { return }
    for one in latecomers { askedLatecomers.insert(one.home) }
    let id = begin(.identify, &effects)
    effects.append(.identify(id))
  }

  /// What a page of a list says of a context that has no more to give: told once, and again only when
  /// it is something else.
  mutating func take(_ failure: ContextFailure) {
    sayOnce(
      "\(contextName(failure.home)): \(told(failure.error))", .warn,
      isWhole: failure.error.denied != nil)
  }
}

extension Catalog {
  /// A rotation by id.
  func rotation(_ id: String) -> Rotation? { rotations.first { $0.id == id } }

  /// The plans of a context, in the service's order.
  func plans(at home: Home) -> [UsagePlan] {
    planOrder.filter { $0.home == home }.compactMap { plans[$0] }
  }

  /// The APIs of a context; nil until they are loaded.
  func apis(at home: Home) -> [RestAPI]? { apis?.filter { $0.home == home } }
}

extension Budget {
  init(_ figures: (used: Int, allowed: Double, waiting: Int, isSlowed: Bool)) {
    self.init(
      used: figures.used, allowed: figures.allowed, waiting: figures.waiting,
      isSlowed: figures.isSlowed)
  }
}
