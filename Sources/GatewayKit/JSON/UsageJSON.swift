/// What a key has used of a plan, as JSON.
///
/// `{"planId","planName","keyId","keyName","quota":{…}|null,"days":[{"date","used","remaining"}],
/// "used","remaining","percent","adjusted","forecast":{"state","at"?}}`; `remaining` and `percent`
/// are `null` without a quota.
package struct UsageJSON: Encodable, Sendable {
  private let usage: KeyUsage

  /// The JSON of a usage.
  package init(_ usage: KeyUsage) { self.usage = usage }

  private enum Field: String, CodingKey {
    case planId, planName, keyId, keyName, quota, days, used, remaining, percent, adjusted
    case forecast
  }

  private struct Day: Encodable {
    let date: String
    let used: Int
    let remaining: Int
  }

  private struct Outlook: Encodable {
    let state: String
    let at: String?
  }

  /// Writes the object.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(usage.plan.id.wire, forKey: .planId)
    try fields.encode(usage.plan.name, forKey: .planName)
    try fields.encode(usage.keyId.shown, forKey: .keyId)
    try fields.encode(usage.keyName, forKey: .keyName)
    try fields.encode(usage.quota.map(QuotaJSON.init), forKey: .quota)
    try fields.encode(
      usage.days.map {
        Day(date: $0.date.description, used: $0.used, remaining: $0.remaining)
      }, forKey: .days)
    try fields.encode(usage.used, forKey: .used)
    try fields.encode(usage.remaining, forKey: .remaining)
    try fields.encode(usage.percent, forKey: .percent)
    try fields.encode(usage.isAdjusted, forKey: .adjusted)
    try fields.encode(
      Outlook(state: usage.forecast.state.rawValue, at: usage.forecast.at?.iso8601),
      forKey: .forecast)
  }
}
