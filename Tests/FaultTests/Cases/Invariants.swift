/// What must hold whatever happens.
enum Invariants {
  /// At every moment.
  static func always(_ state: ServerState, flow: Flow, cast: Cast) -> String? {
    let mayLose = flow.mayLose(cast)
    for (id, key) in cast.initial.keys where !mayLose.contains(id) {
      guard let now = state.keys[id] else { return "the key \(id) is gone" }
      if !now.plans.isSuperset(of: key.plans) { return "\(id) lost a plan" }
      for (name, value) in key.tags
      where now.tags[name] != value && !name.hasPrefix("tollgate:") {
        return "\(id) lost the tag \(name)"
      }
    }
    return nil
  }

  /// When all is over.
  static func atTheEnd(_ state: ServerState, cast: Cast) -> [String] {
    state.keys.compactMap { id, key in
      guard cast.initial.keys[id] == nil, key.isEnabled, key.plans.isEmpty else { return nil }
      return "an enabled key is in no plan, and nobody knows of it"
    }
  }
}
