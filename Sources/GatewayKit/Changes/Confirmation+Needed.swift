extension Confirmation {
  /// What changes need before they may be sent.
  ///
  /// Creating and tagging one thing needs nothing, a reversible change of one thing a `y`. Deleting,
  /// detaching, changing a plan that has keys (or may have some) and anything in a protected context
  /// needs the name typed, and several changes at once their number.
  ///
  /// - Parameters:
  ///   - changes: what a person asked for.
  ///   - isProtected: whether the context is protected.
  ///   - isRevoked: whether a key was revoked as leaked. Enabling one needs its name typed, also
  ///     among other changes: then the names of all such keys, with blanks between.
  /// - Returns: what to ask for.
  package static func needed(
    for changes: [Change], isProtected: Bool, isRevoked: (APIKey) -> Bool = { _ in false }
  ) -> Confirmation {
    guard let change = changes.first else { return .none }
    let revived = changes.filter { change in
      guard case .setEnabled(let key, true) = change else { return false }
      return isRevoked(key)
    }
    guard revived.isEmpty else {
      return .typed(revived.map(\.typedName).joined(separator: " "))
    }
    guard changes.count == 1 else { return .typed(String(changes.count)) }
    if isProtected { return .typed(change.typedName) }
    switch change {
    case .createKey, .createPlan, .tagKey, .untagKey: return .none
    case .updateKey, .setEnabled, .attach, .grant: return .yes
    case .deleteKey, .detach, .deletePlan: return .typed(change.typedName)
    case .updatePlan(let plan, _), .suspendPlan(let plan), .resumePlan(let plan):
      return plan.keyCount == 0 ? .yes : .typed(change.typedName)
    }
  }
}

extension Change {
  /// What a person types to confirm: the name of the thing, or its id where it has no name or one
  /// that cannot be typed.
  var typedName: String {
    switch self {
    case .createKey(let draft):
      Self.typable(draft.name) ? draft.name : "1"
    case .createPlan(let draft):
      Self.typable(draft.name) ? draft.name : "1"
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _), .attach(let key, _), .detach(let key, _), .grant(let key, _, _):
      Self.typable(key.name) ? key.name : key.id.shown
    case .updatePlan(let plan, _), .deletePlan(let plan), .suspendPlan(let plan),
      .resumePlan(let plan):
      Self.typable(plan.name) ? plan.name : plan.id.wire
    }
  }

  private static func typable(_ name: String) -> Bool {
    let isClean = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        false
      default: true
      }
    }
    return !name.isEmpty && name.count <= 64 && isClean && name == name.trimmed()
      && !name.contains("  ")
  }
}
