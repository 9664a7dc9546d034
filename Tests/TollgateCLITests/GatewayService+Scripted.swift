import Foundation
import GatewayKit

extension GatewayContext {
  /// The context of the examples.
  static let example = GatewayContext(profile: "default", region: "eu-central-1")
}

extension APIKey {
  /// A key in no plan that is known of.
  static func example(
    _ id: String, _ name: String, isEnabled: Bool = true, tags: [String: String] = [:]
  ) -> APIKey {
    APIKey(
      id: KeyID(id), name: name, isEnabled: isEnabled, createdDate: .noon,
      lastUpdatedDate: Date.noon.addingTimeInterval(61), tags: tags, context: .example)
  }
}

extension UsagePlan {
  /// The plan of the examples.
  static let basic = UsagePlan(
    id: PlanID("pl1"), name: "basic", throttle: Throttle(rateLimit: 100, burstLimit: 50),
    quota: Quota(limit: 10_000, period: .month),
    apiStages: [
      PlanStage(
        reference: StageReference(apiId: "ap1", stage: "prod"), apiName: "orders",
        throttle: ["/search/GET": Throttle(rateLimit: 5.5, burstLimit: 10)])
    ], tags: ["tier": "basic"], keyCount: 2, context: .example)

  /// A plan without limits.
  static let open = UsagePlan(id: PlanID("pl2"), name: "open", context: .example)
}

extension GatewayService {
  /// A service with a few keys and plans, which says of each change that it was done.
  static func scripted(
    keys: [APIKey] = [
      .example("k1", "acme-mobile", tags: ["owner": "acme"]),
      .example("k2", "globex-web", isEnabled: false),
    ],
    plans: [UsagePlan] = [.basic, .open], failing: [String: GatewayError] = [:]
  ) -> GatewayService {
    var service = GatewayService.unimplemented(
      identity: ContextIdentity(context: .example, credentialSource: "test"))
    service.keyPages = { _, _ in
      AsyncThrowingStream { stream in
        stream.yield(KeyPage(keys: keys, number: 1, isLast: true, fetchedAt: .noon))
        stream.finish()
      }
    }
    service.planPages = { _ in
      AsyncThrowingStream { stream in
        stream.yield(PlanPage(plans: plans, isLast: true, fetchedAt: .noon))
        stream.finish()
      }
    }
    service.resolveKeys = { references in
      try references.map { reference in
        guard let key = keys.first(where: { $0.name == reference || $0.id.wire == reference })
        else { throw GatewayError.missing("key", reference) }
        return key
      }
    }
    service.resolvePlans = { references in
      try references.map { reference in
        guard let plan = plans.first(where: { $0.name == reference || $0.id.wire == reference })
        else { throw GatewayError.missing("plan", reference) }
        return plan
      }
    }
    service.key = { id, _ in
      var key = keys.first { $0.id == id } ?? .example(id.wire, "")
      key.plans = [UsagePlan.basic.reference]
      return key
    }
    service.plan = { id, _, _ in plans.first { $0.id == id } ?? .open }
    service.members = { plan, _ in
      plan == UsagePlan.basic.id ? [PlanMember(id: KeyID("k1"), name: "acme-mobile")] : []
    }
    service.confirmation = { changes in changes.count == 1 ? .yes : .typed("\(changes.count)") }
    service.reveal = { _, _ in KeyValue(entered: "value-0123456789-0123456789") }
    service.perform = { change, _, _ in
      if let error = failing[change.keyName] { throw error }
      return ChangeOutcome(
        subject: .key(.example("k9", change.keyName)), summary: "changed \(change.keyName)",
        at: .noon, requestIds: ["r1"], journalId: 1, isReversible: true)
    }
    return service
  }
}

extension Change {
  /// The name of the key that is changed; empty for plans.
  fileprivate var keyName: String {
    switch self {
    case .createKey(let draft): draft.name
    case .updateKey(let key, _), .setEnabled(let key, _), .deleteKey(let key), .tagKey(let key, _),
      .untagKey(let key, _), .attach(let key, _), .detach(let key, _), .grant(let key, _, _):
      key.name
    case .createPlan, .updatePlan, .deletePlan, .suspendPlan, .resumePlan: ""
    }
  }
}

extension GatewayError {
  /// Nothing has this id or name.
  static func missing(_ kind: String, _ reference: String) -> GatewayError {
    GatewayError(
      kind: .notFound, code: "NotFound", message: "There is no \(kind) \(reference)",
      advice: "List what is there")
  }
}
