/// A key as JSON.
///
/// `{"id","name","enabled","createdDate","lastUpdatedDate","description"?,"customerId"?,"tags",
/// "plans"?,"context"}`; ids as shown, times ISO 8601 UTC, a time that is not known `null`. Never
/// the value.
package struct KeyJSON: Encodable, Sendable {
  private let key: APIKey

  /// The JSON of a key; `plans` is there when the key's plans are known.
  package init(_ key: APIKey) { self.key = key }

  private enum Field: String, CodingKey {
    case id, name, enabled, createdDate, lastUpdatedDate, description, customerId, tags, plans
    case context
  }

  /// Writes the object.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(key.id.shown, forKey: .id)
    try fields.encode(key.name, forKey: .name)
    try fields.encode(key.isEnabled, forKey: .enabled)
    try fields.encode(key.createdDate?.iso8601, forKey: .createdDate)
    try fields.encode(key.lastUpdatedDate?.iso8601, forKey: .lastUpdatedDate)
    try fields.encodeIfPresent(key.description, forKey: .description)
    try fields.encodeIfPresent(key.customerId, forKey: .customerId)
    try fields.encode(key.tags, forKey: .tags)
    try fields.encodeIfPresent(key.plans?.map(PlanReferenceJSON.init), forKey: .plans)
    try fields.encode(ContextJSON(key.context), forKey: .context)
  }
}
