import Canvas
import GatewayKit

extension AppState {
  /// What the caller is known to be denied in a context.
  func access(_ home: Home) -> KnownAccess {
    standings.first { $0.home == home }?.access ?? KnownAccess()
  }

  /// Why a capability is missing in a context; nil as long as it may be there.
  func denial(_ need: Need, at home: Home) -> DeniedPermission? {
    access(home).denial(of: need.capability, actions: need.actions)
  }

  /// Why a capability is missing in a context; nil as long as it may be there.
  func denial(_ capability: Capability, at home: Home) -> DeniedPermission? {
    access(home).denial(of: capability)
  }

  /// Why the members of a plan cannot be known; nil as long as they may be.
  func denialOfMembers(_ plan: PlanID) -> DeniedPermission? {
    access(plan.home).denial(of: .readPlanKeys, onPath: "/usageplans/\(plan.wire)/keys")
  }

  // MARK: actions

  /// Why an action is not possible for want of a permission. Rows of several contexts are refused when
  /// none of their contexts allows it; of those that do not, each is told by itself.
  func deniedRefusal(_ info: ActionInfo) -> String? {
    let needs = Need.of(info.action, in: screen.name)
    guard !needs.isEmpty else { return nil }
    let marked = Set(targetKeys.map(\.id.home)).sorted()
    let homes = marked.isEmpty ? [here] : marked
    let denials = homes.map { home in needs.lazy.compactMap { denial($0, at: home) }.first }
    guard denials.allSatisfy({ $0 != nil }), let denial = denials.first ?? nil else { return nil }
    let place = isWide ? " in \(contextName(homes[0]))" : ""
    return told(denial, without: "\(info.title) is not possible\(place)")
  }

  /// Tells what is missing, what does not work without it, and how to get it back.
  func told(_ denial: DeniedPermission, without consequence: String) -> String {
    var sentence = denial.sentence
    sentence.removeLast()
    return told(denial, first: ["\(sentence), so \(consequence)."])
  }

  private func told(_ denial: DeniedPermission, first: [String]) -> String {
    var sentences = first
    sentences.append("\(table.label(.refresh)) asks again.")
    if !denial.isExplicit, let role = denial.roleSentence { sentences.append(role) }
    return sentences.joined(separator: " ")
  }

  /// What happened and what to do, in the foot. What came to nothing by it (`failed`, without a full
  /// stop) may have a long name: it stands behind an action and an ARN, which must be read whole, and
  /// before anything else.
  func told(_ error: GatewayError, failed: String? = nil) -> String {
    if let denied = error.denied {
      return told(denied, first: [denied.sentence] + [failed].compactMap { $0 }.map { $0 + "." })
    }
    return (failed.map { $0 + ": " } ?? "") + "\(error.message) \(error.advice)"
  }

  /// As ``told(_:failed:)``, of a change.
  func toldOfChange(_ error: GatewayError, failed: String? = nil) -> String {
    guard error.denied == nil, error.outcomeUnknown else { return told(error, failed: failed) }
    return (failed.map { $0 + ": " } ?? "")
      + "\(error.message) It may have been applied all the same. \(error.advice)"
  }

  /// A permission that is missing where the data would be: what it is, what can still be seen, and the
  /// key that asks again.
  func deniedText(_ denial: DeniedPermission) -> [Line] {
    let homes = screenHomes
    let others: [(action: Action, needs: [Need])] = [
      (.keys, [Need(.readKeys)]), (.plans, [Need(.listPlans)]),
      (.usage, [Need(.listPlans), Need(.readUsage)]),
    ]
    let open = others.filter { other in
      other.action.rawValue != screen.name.rawValue
        && homes.contains { home in other.needs.allSatisfy { self.denial($0, at: home) == nil } }
    }
    var lines = [Line(denial.sentence, .danger)]
    if let capability = denial.capability {
      lines.append(Line("Without it, \(capability.words) is not possible."))
    }
    if !open.isEmpty {
      let views = open.map { "\(table.label($0.action)) \(ActionInfo.of($0.action).title)" }
      lines.append(Line("Still to be seen: \(views.joined(separator: ", "))."))
    }
    if !denial.isExplicit, let role = denial.roleSentence { lines.append(Line(role)) }
    lines.append(Line("\(table.label(.refresh)) asks again.", .dim))
    return lines
  }

  // MARK: columns

  /// The contexts whose things the screen has.
  var screenHomes: [Home] {
    switch screen.kind {
    case .planKeys(let plan), .plan(let plan): [plan.home]
    case .contextKeys(let home), .context(let home): [home]
    case .key(let key): [key.home]
    default: standings.isEmpty ? [.first] : standings.map(\.home)
    }
  }

  /// Whether a column has nothing to show of a context, for want of a permission.
  func isDenied(_ column: ColumnID, at home: Home) -> Bool {
    Need.of(column, in: screen.name).contains { needs in
      needs.allSatisfy { denial($0, at: home) != nil }
    }
  }

  /// Whether a column has nothing to show of any context on the screen.
  func isDenied(_ column: ColumnID) -> Bool {
    guard !Need.of(column, in: screen.name).isEmpty else { return false }
    let homes = screenHomes
    return !homes.isEmpty && homes.allSatisfy { isDenied(column, at: $0) }
  }

  /// Why usage is not there at all; nil as long as some context may have it.
  var denialOfUsage: DeniedPermission? {
    let denials = screenHomes.map { denial(.readUsage, at: $0) }
    return denials.allSatisfy { $0 != nil } ? denials.first ?? nil : nil
  }

  // MARK: telling

  /// Tells of reads that turned out to be missing without any answer saying so: lists go on without
  /// what they were to tell.
  mutating func tellDenials(since before: [ContextStanding]) {
    for standing in standings {
      let known = before.first { $0.home == standing.home }?.access ?? KnownAccess()
      for capability in [Capability.readPlanKeys, .listAPIs] {
        guard let denial = standing.access.denial(of: capability),
          known.denial(of: capability) == nil
        else { continue }
        let place = isWide ? " in \(contextName(standing.home))" : ""
        sayOnce(
          told(denial, without: "\(capability.words) is not possible\(place)"), .warn,
          isWhole: true)
      }
    }
  }

  // MARK: asking again

  /// A person asks again: what was denied may be granted by now.
  mutating func askDeniedAgain(_ effects: inout [Effect]) {
    guard standings.contains(where: { !$0.access.isEmpty }) else { return }
    for index in standings.indices { standings[index].access.forgetChanges() }
    effects.append(.askDeniedAgain)
  }
}
