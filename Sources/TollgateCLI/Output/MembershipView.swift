import GatewayKit

/// A key that was put into a plan or taken out of one.
struct MembershipView: Sendable {
  /// The key.
  let key: APIKey
  /// The plan.
  let plan: UsagePlan
  /// Whether it is in the plan now.
  let isAttached: Bool

  /// `{"keyId","planId","attached"}`.
  var json: JSONValue {
    .object([
      ("keyId", .string(key.id.shown)), ("planId", .string(plan.id.wire)),
      ("attached", .bool(isAttached)),
    ])
  }

  /// Columns of CSV.
  static var columns: [Column<MembershipView>] {
    [
      Column("Key id", "keyId", .fixed) { $0.key.id.shown },
      Column("Plan id", "planId", .fixed) { $0.plan.id.wire },
      Column("Attached", "attached", .fixed) { $0.isAttached ? "true" : "false" },
    ]
  }
}
