/// One import on its way: what its rows make together, before any of it holds.
struct ImportRun {
  /// Ids of the keys made or overwritten, in the file's order, each once.
  private(set) var ids: [String] = []
  /// What was passed over.
  private(set) var warnings: [String] = []
  private let now: Double
  private var count: Int
  private var keys: [String: APIKey] = [:]
  private var idOfValue: [String: String] = [:]
  private var attached: [String: [String]] = [:]
  private var attaching: [Edit] = []

  /// Starts on a state.
  init(now: Double, state: borrowing AccountState) {
    self.now = now
    count = state.keys.count
  }

  /// Takes one row.
  mutating func take(
    value: String, name: String?, description: String?, enabled: Bool, plans: [String],
    state: borrowing AccountState, draft: inout AccountStore.Draft
  ) throws(ServiceFault) {
    let seconds = Int(now.rounded(.down))
    var key: APIKey
    if let old = idOfValue[value].flatMap({ keys[$0] }) ?? state.key(ofValue: value) {
      key = old
      if key.enabled != enabled {
        key.switches.append(APIKey.Switch(at: now, enabled: enabled))
      }
      key.updated = seconds
    } else {
      guard count < APIGatewayHandlers.Quotas.keys else {
        throw .limitExceeded(
          "The number of API Keys cannot exceed \(APIGatewayHandlers.Quotas.keys)")
      }
      count += 1
      let serial = draft.nextSerial()
      let id = draft.mint.longID(serial) { state.keys[$0] == nil && keys[$0] == nil }
      key = APIKey(
        id: id, serial: serial, value: value, enabled: enabled, created: seconds, updated: seconds)
    }
    (key.name, key.description, key.enabled) = (name, description, enabled)
    keys[key.id] = key
    idOfValue[value] = key.id
    if !ids.contains(key.id) { ids.append(key.id) }
    for plan in plans { attach(key.id, to: plan, state: state, draft: &draft) }
  }

  /// Hands over what was decided.
  func decide(into draft: inout AccountStore.Draft) {
    for id in ids {
      if let key = keys[id] { draft.decide(.putKey(key)) }
    }
    for edit in attaching { draft.decide(edit) }
  }

  /// Puts a key into a plan, or says why not; a key that is in it already stays.
  private mutating func attach(
    _ key: String, to plan: String, state: borrowing AccountState,
    draft: inout AccountStore.Draft
  ) {
    let others = state.plans(ofKey: key) + (attached[key] ?? [])
    if others.contains(plan) { return }
    do throws(ServiceFault) {
      attaching += try APIGatewayHandlers.attaching(
        key, to: plan, others: others, now: now, in: state, draft: &draft)
      attached[key, default: []].append(plan)
    } catch {
      warnings.append(error.message)
    }
  }
}
