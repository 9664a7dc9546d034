/// The report for people.
struct IncidentMarkdown {
  let facts: IncidentFacts
  private var lines: [String] = []

  init(_ facts: IncidentFacts) {
    self.facts = facts
  }

  /// The whole text.
  static func text(_ facts: IncidentFacts) -> String {
    var report = IncidentMarkdown(facts)
    report.head()
    for key in facts.keys { report.about(key) }
    report.timeline()
    report.remarks()
    report.proof()
    report.replacement()
    report.leftToDo()
    return report.lines.joined(separator: "\n") + "\n"
  }

  private static func safe(_ text: String) -> String { MarkdownText.escaped(text) }
  private func safe(_ text: String) -> String { MarkdownText.escaped(text) }

  private mutating func head() {
    let names = facts.keys.map { safe($0.key.label) }.joined(separator: ", ")
    lines.append("# Incident report: leaked API key \(names)")
    lines.append("")
    lines.append("| | |")
    lines.append("|---|---|")
    lines.append("| Where the text came from | \(safe(facts.origin)) |")
    lines.append("| Revoking began | \(safe(facts.time(facts.startedAt))) |")
    if let date = facts.disabledAt {
      lines.append("| Disabled | \(safe(facts.time(date))) |")
    }
    lines.append("| Who acted | \(safe(facts.actor ?? "unknown: STS did not say")) |")
    if let endpoint = facts.endpoint { lines.append("| Endpoint | \(safe(endpoint)) |") }
    lines.append("| Proof | \(safe(facts.proofSentence)) |")
    lines.append("| Written | \(safe(facts.time(facts.writtenAt))) |")
    lines.append("")
    lines.append("No key's value is in this report.")
  }

  private mutating func about(_ key: IncidentFacts.Key) {
    lines.append("")
    lines.append("## Key \(safe(key.key.label))")
    lines.append("")
    lines.append("- Id: \(MarkdownText.code(key.key.id.shown))")
    let place = "\(key.key.context.profile) · \(key.key.context.region)"
    lines.append(
      "- Context: \(safe(place))" + (key.account.map { ", account \(safe($0))" } ?? ""))
    lines.append("- Named by: \(safe(key.evidence)), line \(key.line)")
    if let owner = key.key.owner { lines.append("- Owner: \(safe(owner))") }
    lines.append("- State: \(safe(key.state))")
    opens(key)
    exposure(key)
    managed(key)
    for remark in key.remarks {
      lines.append("")
      lines.append(safe(remark))
    }
  }

  private mutating func opens(_ key: IncidentFacts.Key) {
    lines.append("")
    lines.append("### What it opened")
    lines.append("")
    guard !key.opens.isEmpty else {
      lines.append("Not known, or nothing: no API stage was found.")
      return
    }
    for opening in key.opens {
      let stage = "\(opening.apiName ?? opening.stage.apiId)/\(opening.stage.stage)"
      let methods =
        opening.methods.map { methods in
          methods.isEmpty
            ? ", no method asks for a key"
            : ": " + methods.map(MarkdownText.code).joined(separator: ", ")
        } ?? ", methods not known"
      lines.append("- \(safe(stage)) by the plan \(safe(opening.plan.name))\(methods)")
    }
  }

  private mutating func exposure(_ key: IncidentFacts.Key) {
    lines.append("")
    lines.append("### Exposure")
    lines.append("")
    if let exposure = key.exposure {
      lines.append(
        "Requests counted today (UTC): \(exposure.today); in the last 90 days: "
          + "\(exposure.ninetyDays).")
      if let remark = exposure.remark { lines.append(safe(remark)) }
      let days = exposure.days.filter { $0.used > 0 }
      if !days.isEmpty {
        lines.append("")
        lines.append("| Day (UTC) | Requests |")
        lines.append("|---|---:|")
        for day in days { lines.append("| \(day.date) | \(day.used) |") }
      }
    } else {
      lines.append("Usage is not known.")
    }
    for traffic in key.traffic {
      let stage = "\(traffic.stage.apiId)/\(traffic.stage.stage)"
      lines.append("")
      lines.append(
        "Access log of \(safe(stage)), last \(traffic.hours) h: \(traffic.requests) "
          + "requests with this key of \(traffic.allRequests).")
      if let warning = traffic.warning { lines.append(safe(warning)) }
      callers(traffic.callers)
    }
    if key.traffic.isEmpty {
      lines.append("")
      lines.append("Callers are not known: no access log was read.")
    }
  }

  private mutating func callers(_ callers: [LeakDetail.Traffic.Caller]) {
    guard !callers.isEmpty else { return }
    lines.append("")
    lines.append("| Caller | Agent | Requests |")
    lines.append("|---|---|---:|")
    for caller in callers {
      let address = caller.address.isEmpty ? "not logged" : safe(caller.address)
      let agent = caller.agent.isEmpty ? "not logged" : safe(caller.agent)
      lines.append("| \(address) | \(agent) | \(caller.requests) |")
    }
  }

  private mutating func managed(_ key: IncidentFacts.Key) {
    guard let management = key.management else {
      guard key.isUnmanaged else { return }
      lines.append("")
      lines.append("### Managed by")
      lines.append("")
      lines.append(
        "No sign of CloudFormation, SAM, the CDK, the Serverless Framework or Terraform was found on "
          + "the key.")
      return
    }
    lines.append("")
    lines.append("### Managed by \(safe(management.tool.rawValue))")
    lines.append("")
    let place = [management.place, management.resource].compactMap(\.self).map { safe($0) }
      .joined(separator: ", ")
    let certainty =
      management.isCertain ? "A tag of AWS's says so" : "Signs say so, it may be wrong"
    lines.append(
      "\(certainty)\(place.isEmpty ? "" : ": \(place)"). A change or a deploy there may enable the key "
        + "again. The change to make:")
    lines.append("")
    // Indented, so that nothing in it is markup.
    for line in management.change {
      lines.append("    " + String(line.map { $0.isNewline ? " " : $0 }))
    }
  }

  private mutating func timeline() {
    lines.append("")
    lines.append("## Timeline")
    lines.append("")
    lines.append("| When | What | Request id |")
    lines.append("|---|---|---|")
    lines.append("| \(safe(facts.time(facts.startedAt))) | revoking began | |")
    for moment in facts.moments.sorted(by: { $0.at < $1.at }) {
      let id = moment.requestId.map { MarkdownText.code($0) } ?? ""
      lines.append("| \(safe(facts.time(moment.at))) | \(safe(moment.words)) | \(id) |")
    }
  }

  private mutating func proof() {
    lines.append("")
    lines.append("## Proof")
    lines.append("")
    lines.append(safe(facts.proofSentence))
    guard !facts.proofNotes.isEmpty else { return }
    lines.append("")
    for note in facts.proofNotes { lines.append("- \(safe(note))") }
  }

  /// What was told while the keys were disabled.
  private mutating func remarks() {
    guard !facts.notes.isEmpty else { return }
    lines.append("")
    lines.append("## Remarks")
    lines.append("")
    for note in facts.notes { lines.append("- \(safe(note))") }
  }

  private mutating func replacement() {
    guard facts.replacement != nil || !facts.replacementNotes.isEmpty else { return }
    lines.append("")
    lines.append(facts.replacement == nil ? "## Rotations" : "## Replacement")
    lines.append("")
    if let rotation = facts.replacement {
      if let id = rotation.newKeyId {
        let plans = rotation.plans.map { safe($0.name) }.joined(separator: ", ")
        lines.append("- New key: \(MarkdownText.code(id))")
        lines.append("- Plans: \(plans.isEmpty ? "none" : plans)")
        lines.append("- Handed over: \(rotation.deliveredTo.map { "to \(safe($0))" } ?? "not yet")")
      } else {
        lines.append("- New key: not made yet")
      }
      lines.append("- Rotation: \(MarkdownText.code(rotation.id))")
      for warning in rotation.warnings {
        lines.append("- Note: \(safe(GatewayError.sentence(warning)))")
      }
    }
    for note in facts.replacementNotes { lines.append("- \(safe(note))") }
  }

  private mutating func leftToDo() {
    lines.append("")
    lines.append("## Left to do")
    lines.append("")
    for item in IncidentChecklist.items(facts) { lines.append("- [ ] \(safe(item))") }
  }
}
