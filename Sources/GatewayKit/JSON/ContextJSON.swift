/// A context as JSON: `{"profile","region"}`.
package struct ContextJSON: Encodable, Hashable, Sendable {
  /// The profile's name.
  package let profile: String
  /// The region.
  package let region: String

  /// The JSON of a context.
  package init(_ context: GatewayContext) {
    profile = context.profile
    region = context.region
  }
}
