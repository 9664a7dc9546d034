extension APIKey: Filterable {
  /// Name, id, owner, customer, description, tags and plans, lower-cased. Tables with many rows keep
  /// it, since it is made anew at each call.
  package var searchText: String {
    var parts = [name, id.shown, description ?? "", customerId ?? ""]
    parts += tags.map { "\($0.key)=\($0.value)" }.sorted()
    parts += (plans ?? []).map(\.name)
    return parts.filter { !$0.isEmpty }.joined(separator: " ").lowercased()
  }

  /// `name`, `id`, `owner`, `customer`, `description`, `state`, `plan`, `tag.KEY`.
  package func filterText(_ column: String) -> String? {
    switch column {
    case "name": name
    case "id": id.shown
    case "owner": owner ?? ""
    case "customer", "customerid": customerId ?? ""
    case "description": description ?? ""
    case "state": isEnabled ? "on enabled" : "off disabled"
    case "enabled": isEnabled ? "true" : "false"
    case "plan": (plans ?? []).map(\.name).joined(separator: " ")
    default: tags.filterText(column)
    }
  }

  /// Keys have no numbers of their own.
  package func filterNumber(_ column: String) -> Double? { nil }
}

extension UsagePlan: Filterable {
  /// Name, id, description, tags and stages, lower-cased.
  package var searchText: String {
    var parts = [name, id.wire, description ?? ""]
    parts += tags.map { "\($0.key)=\($0.value)" }.sorted()
    parts += apiStages.map(\.label)
    return parts.filter { !$0.isEmpty }.joined(separator: " ").lowercased()
  }

  /// `name`, `id`, `description`, `stage`, `period`, `tag.KEY`.
  package func filterText(_ column: String) -> String? {
    switch column {
    case "name", "plan": name
    case "id": id.wire
    case "description": description ?? ""
    case "stage", "stages", "api": apiStages.map(\.label).joined(separator: " ")
    case "period": quota?.period.rawValue ?? ""
    default: tags.filterText(column)
    }
  }

  /// `rate`, `burst`, `quota`, `keys`, `stages`.
  package func filterNumber(_ column: String) -> Double? {
    switch column {
    case "rate": throttle?.rateLimit
    case "burst": throttle?.burstLimit.map(Double.init)
    case "quota", "limit": (quota?.limit).map(Double.init)
    case "keys": keyCount.map(Double.init)
    case "stages": Double(apiStages.count)
    default: nil
    }
  }
}

extension KeyUsage: Filterable {
  /// Names and ids of key and plan, lower-cased.
  package var searchText: String {
    [keyName, keyId.shown, plan.name, plan.id.wire].joined(separator: " ").lowercased()
  }

  /// `name`, `id`, `plan`, `state`.
  package func filterText(_ column: String) -> String? {
    switch column {
    case "name", "key": keyName
    case "id": keyId.shown
    case "plan": plan.name
    case "state", "forecast": forecast.state.rawValue
    default: nil
    }
  }

  /// `used` is the percentage of the quota, as in `used>80%`; `count` is the number of requests,
  /// `left` what remains, `limit` the quota.
  package func filterNumber(_ column: String) -> Double? {
    switch column {
    case "used", "percent": percent
    case "count", "requests": Double(used)
    case "left", "remaining": remaining.map(Double.init)
    case "limit", "quota": (quota?.limit).map(Double.init)
    default: nil
    }
  }
}

extension [String: String] {
  /// The value of `tag.KEY`, whatever the key's case; empty without such a tag, nil for any other
  /// column.
  func filterText(_ column: String) -> String? {
    guard column.hasPrefix("tag.") else { return nil }
    let name = column.dropFirst(4)
    if let value = self[String(name)] { return value }
    return first { $0.key.lowercased() == name }?.value ?? ""
  }
}
