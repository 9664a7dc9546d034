import Canvas
import GatewayKit

extension FormDialog {
  /// What is wrong with a field; nil when nothing is.
  func problem(_ id: FormField.ID, in catalog: Catalog) -> String? {
    let text = text(id)
    switch id {
    case .name:
      if text.isEmpty { return "A name is needed." }
      return text.count > 1024 ? "At most 1,024 characters." : nil
    case .description, .customerId, .reason: return nil
    case .enabled: return ["yes", "no"].contains(text.lowercased()) ? nil : "yes or no."
    case .plans: return plansProblem(text, catalog)
    case .tags: return Self.tagsProblem(text)
    case .rate:
      if text.isEmpty { return self.text(.burst).isEmpty ? nil : "Burst needs a rate." }
      guard let rate = Double(text), rate.isFinite, rate >= 0 else {
        return "A number that is not negative."
      }
      return nil
    case .burst:
      if text.isEmpty { return self.text(.rate).isEmpty ? nil : "Rate needs a burst." }
      return Self.wholeNumberProblem(text)
    case .quota:
      if text.isEmpty { return self.text(.period).isEmpty ? nil : "A period needs a limit." }
      return Self.wholeNumberProblem(text)
    case .period:
      if text.isEmpty { return self.text(.quota).isEmpty ? nil : "A limit needs a period." }
      return QuotaPeriod(rawValue: text.uppercased()) == nil ? "DAY, WEEK or MONTH." : nil
    case .stages: return stagesProblem(text, catalog)
    case .add, .remaining: return grantProblem(id, text)
    case .overlap, .quiet, .target, .deliver, .carry, .force:
      return rotationProblem(id, text, catalog)
    }
  }

  /// Whether everything is right.
  func isValid(in catalog: Catalog) -> Bool {
    fields.allSatisfy { problem($0.id, in: catalog) == nil }
  }

  private func plansProblem(_ text: String, _ catalog: Catalog) -> String? {
    var opened: [StageReference: String] = [:]
    for name in text.listed {
      switch catalog.plans(named: name, at: home).count {
      case 0: return "No plan is called \(name)."
      case 1: break
      default: return "Several plans are called \(name); give the id."
      }
      for plan in catalog.plans(named: name, at: home) {
        for stage in plan.apiStages {
          if let other = opened[stage.reference], other != plan.label {
            return "\(plan.label) and \(other) both open \(stage.label)."
          }
          opened[stage.reference] = plan.label
        }
      }
    }
    return nil
  }

  private func stagesProblem(_ text: String, _ catalog: Catalog) -> String? {
    for name in text.listed where stage(name, catalog) == nil {
      guard name.contains(":") else { return "\(name) is not API:STAGE." }
      return catalog.apis == nil
        ? "The APIs are not loaded yet, so \(name) cannot be checked."
        : "No API has this stage, or several do: \(name)."
    }
    return nil
  }

  /// The stage that a text names, by what is known.
  func stage(_ text: String, _ catalog: Catalog) -> PlanStage? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if case .editPlan(let plan) = kind,
      let known = plan.apiStages.first(where: {
        ($0.apiName == parts[0] || $0.reference.apiId == parts[0]) && $0.reference.stage == parts[1]
      })
    {
      return known
    }
    let found = (catalog.apis(at: home) ?? []).filter { $0.id == parts[0] || $0.name == parts[0] }
    guard found.count == 1, found[0].stages.contains(parts[1]) else { return nil }
    return PlanStage(
      reference: StageReference(apiId: found[0].id, stage: parts[1]), apiName: found[0].name)
  }

  private func grantProblem(_ id: FormField.ID, _ text: String) -> String? {
    let other = self.text(id == .add ? .remaining : .add)
    if text.isEmpty {
      return other.isEmpty && id == .add ? "Fill in one of the two." : nil
    }
    guard other.isEmpty else { return "Only one of the two." }
    return Self.wholeNumberProblem(text)
  }

  private static func wholeNumberProblem(_ text: String) -> String? {
    guard let number = Int(text.filter { $0 != "," }), number >= 0 else {
      return "A whole number that is not negative."
    }
    return nil
  }

  private static func tagsProblem(_ text: String) -> String? {
    var seen: Set<String> = []
    for part in text.listed {
      guard let tag = tag(part) else { return "\(part) is not key=value." }
      if tag.key.lowercased().hasPrefix("aws:") {
        return "Tags that begin with aws: are AWS's own."
      }
      if tag.key.count > 128 { return "A tag's key has at most 128 characters." }
      if tag.value.count > 256 { return "A tag's value has at most 256 characters." }
      if !seen.insert(tag.key).inserted { return "\(tag.key) stands there twice." }
    }
    return seen.count > 50 ? "At most 50 tags." : nil
  }

  static func tag(_ text: String) -> (key: String, value: String)? {
    guard let index = text.firstIndex(of: "="), index != text.startIndex else { return nil }
    return (
      String(text[..<index]).trimmingSpaces,
      String(text[text.index(after: index)...]).trimmingSpaces
    )
  }
}

extension Catalog {
  /// Plans of a context with an id or a name.
  func plans(named name: String, at home: Home) -> [UsagePlan] {
    if let plan = plans[PlanID(name, home: home)] { return [plan] }
    return plans(at: home).filter { $0.name == name }
  }
}

extension Figures {
  /// A number as it is typed, without separators.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
  }
}
