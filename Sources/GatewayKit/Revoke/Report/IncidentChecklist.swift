/// What is left to do after a leak, in the order in which it matters.
enum IncidentChecklist {
  /// One sentence each.
  static func items(_ facts: IncidentFacts) -> [String] {
    var items: [String] = []
    for key in facts.keys {
      let name = key.key.label
      if !key.item.isDisabled {
        items.append(
          "Disable \(name) in \(key.key.context.region): \(key.item.error?.advice ?? "try again.")")
      } else if !key.item.isVerified {
        items.append("Look whether \(name) is disabled: tollgate keys show \(key.key.id.shown)")
      }
      if let management = key.management {
        let place = management.place.map { " \($0)" } ?? ""
        items.append(
          "Make the change to \(name) in \(management.tool.rawValue)\(place), so that no deploy enables "
            + "it again.")
      }
    }
    if facts.proof == .none {
      items.append(
        "Make sure that callers are refused: ask an API with the old key until it answers 403 "
          + "Forbidden, or watch its access log.")
    }
    if let rotation = facts.replacement {
      if rotation.deliveredTo == nil {
        items.append(
          "Hand the new key over: tollgate keys show \(rotation.newKeyId ?? "NEWKEY") --show-value")
      }
      items.append("Look whether the new key is used: tollgate rotations show \(rotation.id)")
    } else {
      for key in facts.keys where key.item.isDisabled {
        items.append("Decide whether the customer of \(key.key.label) gets a new key.")
      }
    }
    items.append("Send the notice to the customer.")
    items.append("Remove the value from where it was found (\(facts.origin)), history included.")
    if facts.keys.contains(where: { $0.exposure == nil }) {
      items.append("Find out what was done with the key: its usage was not known here.")
    } else {
      items.append("Go through the days above, and look for use that is not the customer's.")
    }
    if facts.keys.contains(where: \.traffic.isEmpty) {
      items.append(
        "Switch access logs on with $context.identity.apiKeyId, $context.identity.sourceIp and "
          + "$context.status, so that callers are known next time.")
    }
    items.append("Find out how the value got there, and write it down.")
    return items
  }
}
