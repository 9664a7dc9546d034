/// A plan by id and name as JSON: `{"id","name"}`.
package struct PlanReferenceJSON: Encodable, Hashable, Sendable {
  /// The plan's id.
  package let id: String
  /// The plan's name.
  package let name: String

  /// The JSON of a reference.
  package init(_ plan: PlanReference) {
    id = plan.id.wire
    name = plan.name
  }
}
