import GatewayKit

extension AppState {
  /// Actions on the row or the marked rows: each opens a dialog, none sends anything yet.
  mutating func performOnRows(_ action: Action, _ effects: inout [Effect]) {
    let keys = targetKeys
    switch action {
    case .disable: setEnabled(keys, false, &effects)
    case .enable: setEnabled(keys, true, &effects)
    case .new:
      if screen.name == .plans {
        loadAPIs(&effects)
        open(.newPlan(apis: catalog.apis(at: here)))
      } else {
        open(.newKey(plans: catalog.plans(at: here), chosen: targetPlan))
      }
    case .edit:
      if let plan = planTarget {
        editPlan(plan, &effects)
      } else if let key = keys.first {
        open(.edit(key), at: key.id.home)
      }
    case .delete:
      if let plan = planTarget {
        ask([.deletePlan(plan)], title: "Delete plan \(plan.label)?", &effects)
        let id = begin(.plan(plan.id), &effects)
        effects.append(.loadPlan(id, plan.id, .person))
      } else {
        ask(keys.map(Change.deleteKey), title: "Delete \(Self.what(keys))?", &effects)
      }
    case .rotate:
      let home = keys.first?.id.home ?? here
      open(.rotate(keys, plans: catalog.plans(at: home)), at: home)
    case .suspend, .resume: suspend(action == .suspend, &effects)
    case .attach: chooseAttach(keys)
    case .detach: chooseDetach(keys, &effects)
    case .grant: chooseGrant(keys, &effects)
    case .tags: dialogs.append(.form(.tags(keys)))
    case .reveal:
      guard let key = keys.first else { return }
      let id = begin(.reveal, &effects)
      dialogs.append(.reveal(RevealDialog(key: key.id, label: key.label)))
      effects.append(.reveal(id, key.id))
    case .copyID:
      let texts = planTarget.map { [$0.id.wire] } ?? keys.map(\.id.shown)
      effects.append(.copy(texts.joined(separator: "\n")))
      say("Copied \(texts.count == 1 ? texts[0] : Figures.count(texts.count, "id")).")
    case .copyValue:
      guard let key = keys.first else { return }
      dialogs.append(
        .confirm(
          ConfirmDialog(
            title: "Copy the value of \(key.label)?", purpose: .copyValue(key.id), lines: [],
            notes: [
              "The terminal's clipboard gets it, and clipboard managers may keep it.",
              "The journal records that it was copied, not what.",
            ], needs: .yes)))
    case .undo:
      let id = begin(.undoCandidate, &effects)
      effects.append(.askUndo(id))
    default: break
    }
  }

  /// The plan that plan actions act on; nil in views of keys.
  private var planTarget: UsagePlan? {
    screen.name == .plans || screen.name == .plan ? targetPlan : nil
  }

  /// Opens a form, and says where it works when that could be elsewhere.
  mutating func open(_ form: FormDialog, at home: Home? = nil) {
    var form = form
    form.home = home ?? here
    if isWide { form.facts.insert("In \(contextName(form.home)).", at: 0) }
    dialogs.append(.form(form))
  }

  /// `acme-mobile` or `3 keys`.
  static func what(_ keys: [APIKey]) -> String {
    keys.count == 1 ? keys[0].label : Figures.count(keys.count, "key")
  }

  private mutating func setEnabled(_ keys: [APIKey], _ on: Bool, _ effects: inout [Effect]) {
    let others = keys.filter { $0.isEnabled != on }
    let word = on ? "enabled" : "disabled"
    guard !others.isEmpty else {
      return say("\(Self.what(keys)) is already \(word).".replacingPlural(keys.count))
    }
    let changes = others.map { Change.setEnabled($0, on) }
    ask(changes, title: "\(on ? "Enable" : "Disable") \(Self.what(others))?", &effects)
  }

  private mutating func editPlan(_ plan: UsagePlan, _ effects: inout [Effect]) {
    loadAPIs(&effects)
    open(.edit(plan, apis: catalog.apis(at: plan.id.home)), at: plan.id.home)
    // The number of keys decides how a change is confirmed.
    let id = begin(.plan(plan.id), &effects)
    effects.append(.loadPlan(id, plan.id, .person))
  }

  private mutating func suspend(_ off: Bool, _ effects: inout [Effect]) {
    guard let plan = targetPlan else { return }
    ask(
      [off ? .suspendPlan(plan) : .resumePlan(plan)],
      title: "\(off ? "Suspend" : "Resume") plan \(plan.label)?", &effects)
    // The number of keys decides how it is confirmed.
    let id = begin(.plan(plan.id), &effects)
    effects.append(.loadPlan(id, plan.id, .person))
  }

  // MARK: choosing a plan

  private mutating func chooseAttach(_ keys: [APIKey]) {
    let choices = catalog.plans(at: keys.first?.id.home ?? here).map { plan in
      ChooseDialog.Choice(
        plan: plan.id, label: plan.label,
        note: "\(Figures.throttle(plan.throttle)) · \(Figures.quota(plan.quota))",
        conflict: conflict(keys, plan))
    }
    dialogs.append(
      .choose(
        ChooseDialog(
          purpose: .attach(keys), title: "Attach \(Self.what(keys)) to a plan", choices: choices)))
  }

  /// Why keys cannot be put into a plan, as far as is known.
  private func conflict(_ keys: [APIKey], _ plan: UsagePlan) -> String? {
    let stages = Set(plan.apiStages.map(\.reference))
    for key in keys {
      let plans = chartPlans(key.id)
      if plans.contains(plan.id) {
        return keys.count == 1 ? "already in it" : "\(key.label) is already in it"
      }
      for other in plans.compactMap({ catalog.plans[$0] }) {
        if let stage = other.apiStages.first(where: { stages.contains($0.reference) }) {
          let who = keys.count == 1 ? "" : "\(key.label): "
          return "\(who)\(stage.label) is open to it in \(other.label)"
        }
      }
    }
    return nil
  }

  private mutating func chooseDetach(_ keys: [APIKey], _ effects: inout [Effect]) {
    let plans = plansToDetach(keys)
    if case .planKeys(let id) = screen.kind, let plan = catalog.plans[id] {
      return ask(
        keys.map { .detach($0, plan) },
        title: "Detach \(Self.what(keys)) from \(plan.label)?", &effects)
    }
    if plans.count == 1 { return detach(keys, from: plans[0], &effects) }
    dialogs.append(
      .choose(
        ChooseDialog(
          purpose: .detach(keys), title: "Detach \(Self.what(keys)) from which plan?",
          choices: plans.map { plan in
            let count = keys.count { chartPlans($0.id).contains(plan.id) }
            return ChooseDialog.Choice(
              plan: plan.id, label: plan.label,
              note: keys.count == 1 ? Figures.quota(plan.quota) : "\(count) of \(keys.count) keys",
              conflict: nil)
          })))
  }

  /// Asks to take those keys that are in a plan out of it.
  mutating func detach(_ keys: [APIKey], from plan: UsagePlan, _ effects: inout [Effect]) {
    let inside = keys.filter { chartPlans($0.id).contains(plan.id) }
    ask(
      inside.map { .detach($0, plan) },
      title: "Detach \(Self.what(inside)) from \(plan.label)?", &effects)
  }

  private mutating func chooseGrant(_ keys: [APIKey], _ effects: inout [Effect]) {
    guard let key = keys.first else { return }
    if let id = cursorPlan, let plan = catalog.plans[id] { return grant(key, plan) }
    let plans = chartPlans(key.id).compactMap { catalog.plans[$0] }
    if plans.count == 1 { return grant(key, plans[0]) }
    guard !plans.isEmpty else {
      return say("\(key.label) is in no plan that is known yet, so it has no quota.", .warn)
    }
    dialogs.append(
      .choose(
        ChooseDialog(
          purpose: .grant(key), title: "Grant quota to \(key.label) in which plan?",
          choices: plans.map {
            ChooseDialog.Choice(
              plan: $0.id, label: $0.label, note: Figures.quota($0.quota),
              conflict: $0.quota == nil ? "has no quota" : nil)
          })))
  }

  /// Opens the form that grants quota.
  mutating func grant(_ key: APIKey, _ plan: UsagePlan) {
    guard plan.quota != nil else {
      return say("\(plan.label) has no quota, so there is nothing to grant.", .warn)
    }
    let usage = catalog.charts[key.id]?[plan.id] ?? catalog.usage[plan.id]?.keys[key.id]
    open(.grant(key, plan, usage), at: key.id.home)
  }
}

extension String {
  /// With `is` made `are` where there are several.
  fileprivate func replacingPlural(_ count: Int) -> String {
    count == 1 ? self : replacing(" is already", with: " are already")
  }
}
