import Canvas
import GatewayKit

extension AppState {
  /// What a leaked key opens, whose it is, how much it was used, and what may enable it again.
  func facts(of match: LeakMatch, _ leak: LeakDialog) -> [DialogRow] {
    let facts = leak.facts[match.id] ?? LeakFacts()
    var rows = [
      DialogRow.labelled("Opens", opens(facts)), .labelled("Owner", owner(match.key)),
      .labelled("Used", used(facts)), .labelled("Managed by", managed(facts)),
    ]
    for traffic in facts.traffic {
      rows.append(.labelled("Callers", callers(traffic, facts)))
      if let warning = traffic.warning {
        rows.append(.labelled("", Line(warning, .danger, .bold)))
      }
    }
    rows += facts.notes.map { .labelled("", Line($0, .dim)) }
    if let error = facts.error {
      rows.append(.labelled("", Line("\(error.message) \(error.advice)", .warn)))
    }
    return rows
  }

  private func pending(_ facts: LeakFacts) -> Line {
    facts.isOver || facts.error != nil ? Line("not known", .dim) : Line("…", .dim)
  }

  private func opens(_ facts: LeakFacts) -> Line {
    guard let openings = facts.openings else {
      if let plans = facts.plans, plans.isEmpty { return Line("nothing: it is in no plan", .ok) }
      return pending(facts)
    }
    if openings.isEmpty { return Line("nothing", .ok) }
    let parts = openings.prefix(6).map { opening in
      let name = "\(opening.apiName ?? opening.stage.apiId)/\(opening.stage.stage)"
      return opening.methods.map { "\(name) (\(Figures.count($0.count, "method")))" } ?? name
    }
    let more = openings.count > 6 ? " and \(openings.count - 6) more" : ""
    return Line(parts.joined(separator: ", ") + more)
  }

  private func owner(_ key: APIKey) -> Line {
    var parts: [String] = []
    for word in [key.owner, key.customerId, key.description] {
      if let word, !word.isEmpty, !parts.contains(word) { parts.append(word) }
    }
    for (name, value) in key.tags.sorted(by: { $0.key < $1.key })
    where ["contact", "email", "team"].contains(name.lowercased()) && !parts.contains(value) {
      parts.append(value)
    }
    return parts.isEmpty ? Line("nobody is named", .dim) : Line(parts.joined(separator: ", "))
  }

  private func used(_ facts: LeakFacts) -> Line {
    guard let exposure = facts.exposure else { return pending(facts) }
    let line = Line(
      "\(Figures.number(exposure.today)) today, \(Figures.number(exposure.ninetyDays)) in 90 days")
    return line + (exposure.remark.map { Line("; \($0)", .warn) } ?? Line())
  }

  private func managed(_ facts: LeakFacts) -> Line {
    guard let owner = facts.management else {
      return facts.knowsManagement ? Line("nothing that its tags tell of", .dim) : pending(facts)
    }
    let maybe = owner.isCertain ? "" : "probably "
    return Line("\(maybe)\(owner.words)", .warn)
      + Line(
        ": a change to this resource there, or a drift-aware deploy, may enable it again "
          + "(D shows the change to make)")
  }

  private func callers(_ traffic: LeakDetail.Traffic, _ facts: LeakFacts) -> Line {
    let stage =
      facts.openings?.first { $0.stage == traffic.stage }.map {
        "\($0.apiName ?? $0.stage.apiId)/\($0.stage.stage)"
      } ?? traffic.stage.wire
    var line = Line(
      "\(Figures.number(traffic.requests)) of \(Figures.number(traffic.allRequests)) requests to "
        + "\(stage) in \(traffic.hours) h")
    if let most = traffic.callers.first {
      line += Line("; most from \(most.address), \(most.agent)", .dim)
    }
    return line
  }
}
