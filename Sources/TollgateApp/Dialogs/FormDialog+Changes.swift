import GatewayKit

extension FormDialog {
  /// The changes that a form without problems asks for; none when nothing differs.
  func changes(in catalog: Catalog) -> [Change] {
    switch kind {
    case .newKey:
      let plans = text(.plans).listed.compactMap { catalog.plans(named: $0, at: home).first }
      return [
        .createKey(
          KeyDraft(
            name: text(.name), description: text(.description).orNil,
            customerId: text(.customerId).orNil, tags: tags,
            isEnabled: text(.enabled).lowercased() == "yes", plans: plans, home: home))
      ]
    case .editKey(let key):
      let edit = KeyEdit(
        name: changed(.name), description: changed(.description), customerId: changed(.customerId))
      return edit == KeyEdit() ? [] : [.updateKey(key, edit)]
    case .newPlan:
      return [
        .createPlan(
          PlanDraft(
            name: text(.name), description: text(.description).orNil, throttle: throttle,
            quota: quota(offset: 0), stages: stages(catalog), tags: tags, home: home))
      ]
    case .editPlan(let plan): return edit(plan, catalog)
    case .grant(let key, let plan, _):
      let amount: Grant.Amount? =
        number(.add).map(Grant.Amount.add) ?? number(.remaining).map(Grant.Amount.remaining)
      guard let amount else { return [] }
      return [.grant(key, plan, Grant(amount: amount, reason: text(.reason).orNil))]
    case .tags(let keys): return tagChanges(keys)
    case .rotate, .extendRotation, .finishRotation: return []
    }
  }

  private func changed(_ id: FormField.ID) -> String? { wasChanged(id) ? text(id) : nil }

  private func number(_ id: FormField.ID) -> Int? { Int(text(id).filter { $0 != "," }) }

  private var tags: [String: String] {
    Dictionary(
      text(.tags).listed.compactMap(Self.tag).map { ($0.key, $0.value) },
      uniquingKeysWith: { _, last in last })
  }

  private var throttle: Throttle? {
    guard !text(.rate).isEmpty else { return nil }
    return Throttle(rateLimit: Double(text(.rate)), burstLimit: number(.burst))
  }

  private func quota(offset: Int) -> Quota? {
    guard let limit = number(.quota), let period = QuotaPeriod(rawValue: text(.period).uppercased())
    else { return nil }
    return Quota(limit: limit, offset: offset, period: period)
  }

  private func stages(_ catalog: Catalog) -> [PlanStage] {
    text(.stages).listed.compactMap { stage($0, catalog) }
  }

  private func edit(_ plan: UsagePlan, _ catalog: Catalog) -> [Change] {
    var edit = PlanEdit(name: changed(.name), description: changed(.description))
    if wasChanged(.rate) || wasChanged(.burst) {
      edit.throttle = throttle.map(LimitEdit.set) ?? .remove
    }
    if wasChanged(.quota) || wasChanged(.period) {
      let samePeriod = plan.quota?.period.rawValue == text(.period).uppercased()
      let offset = samePeriod ? plan.quota?.offset ?? 0 : 0
      edit.quota = quota(offset: offset).map(LimitEdit.set) ?? .remove
    }
    if wasChanged(.stages) {
      let wanted = stages(catalog).map(\.reference)
      let present = plan.apiStages.map(\.reference)
      edit.addStages = wanted.filter { !present.contains($0) }
      edit.removeStages = present.filter { !wanted.contains($0) }
    }
    return edit == PlanEdit() ? [] : [.updatePlan(plan, edit)]
  }

  private func tagChanges(_ keys: [APIKey]) -> [Change] {
    let wanted = tags
    let before = Dictionary(
      (fields.first?.original ?? "").listed.compactMap(Self.tag).map { ($0.key, $0.value) },
      uniquingKeysWith: { _, last in last })
    let removed = before.keys.filter { wanted[$0] == nil }.sorted()
    return keys.flatMap { key -> [Change] in
      let set = wanted.filter { key.tags[$0.key] != $0.value }
      let gone = removed.filter { key.tags[$0] != nil }
      return (set.isEmpty ? [] : [Change.tagKey(key, set)])
        + (gone.isEmpty ? [] : [Change.untagKey(key, gone)])
    }
  }
}

extension String {
  /// Nil when it is empty.
  var orNil: String? { isEmpty ? nil : self }
}
