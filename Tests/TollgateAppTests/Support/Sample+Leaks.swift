import Canvas
import Foundation
import GatewayKit

@testable import TollgateApp

extension Sample {
  /// A value as the service makes them; it is nobody's.
  static let leakedValue = "px1KW6zzQm4Rt8Yb2Nc5Vd7Xf9Gh3JkqBazOJH01"

  static func match(
    _ id: String = "k1", _ name: String = "acme-mobile", leak: Int = 1, on: Bool = true,
    confidence: LeakMatch.Confidence = .exact, line: Int = 1, region: String = "ap-northeast-1",
    revokedAt: Date? = nil
  ) -> LeakMatch {
    var key = key(id, name, owner: "acme", on: on)
    key.context = GatewayContext(profile: "prod-admin", region: region)
    key.lastUpdatedDate = at(20, hour: 8)
    return LeakMatch(
      key: key, evidence: .value, confidence: confidence, line: line,
      words: "px1KW6...OJH01, matched whole", leak: leak, revokedAt: revokedAt)
  }

  static func findings(
    _ matches: [LeakMatch], notSearched: [LeakFindings.NotSearched] = []
  ) -> LeakFindings {
    var searched = LeakFindings.Searched()
    searched.keys = 10_000
    searched.contexts = 3
    searched.requests = 22
    searched.milliseconds = 1_400
    return LeakFindings(
      matches: matches, searched: searched, notSearched: notSearched, origin: "a paste")
  }

  static let details: [LeakDetail] = [
    .plans([basic]),
    .opens([
      LeakDetail.Opening(
        stage: stages[0].reference, apiName: "orders-api",
        methods: (0..<14).map { "GET /orders/\($0)" }, plan: basic.reference),
      LeakDetail.Opening(
        stage: stages[1].reference, apiName: "search-api", methods: ["GET /search"],
        plan: basic.reference),
    ]),
    .exposure(
      LeakDetail.Exposure(
        today: 1204, ninetyDays: 41_880, days: [], remark: "more than usual since 02:10")),
    .management(
      LeakDetail.Management(
        tool: .cloudFormation, place: "acme-keys", resource: "AcmeKey", isCertain: true,
        change: ["AcmeKey:", "  Properties:", "    Enabled: false"])),
    .traffic(
      LeakDetail.Traffic(
        stage: stages[0].reference, requests: 4100, allRequests: 4100, hours: 24,
        callers: [
          LeakDetail.Traffic.Caller(
            address: "203.0.113.9", agent: "Amazon CloudFront", requests: 4100)
        ],
        warning: "100 % of this stage's requests, agent Amazon CloudFront: "
          + "disabling stops the site.")),
  ]

  static func rotation(
    _ id: String = "rot1", state: RotationState = .overlapping, name: String = "acme-mobile"
  ) -> Rotation {
    Rotation(
      id: id, context: context, state: state, name: name, oldKeyId: "k1old", newKeyId: "k1new",
      plans: [basic.reference], startedAt: at(20, hour: 8), retireAt: at(27, hour: 8),
      quiet: 86_400, carriedQuota: [Rotation.CarriedQuota(planId: "p1", remaining: 212)],
      waitsFor: state.isOpen ? ["new key not seen yet", "old key quiet for 9 of 24 h"] : [],
      warnings: [], use: Rotation.Use(old: 1204, new: 0), updatedAt: at(20, hour: 8))
  }
}

extension Story {
  /// A console with the leak dialog open and a search that has begun.
  static func searching(
    _ width: Int = 100, _ height: Int = 30, identity: ContextIdentity = Sample.identity()
  ) -> Story {
    var story = Story.loaded(width, height, identity: identity)
    story.type("L")
    story.send(.terminal(.paste(Sample.leakedValue)))
    story.press(.enter)
    story.effects = []
    return story
  }

  mutating func leak(_ events: LeakEvent...) {
    for event in events { answer(.leakSearch, .leak(event)) }
  }

  mutating func details(of match: LeakMatch = Sample.match()) {
    for detail in Sample.details { answer(.leakFacts(match.id), .leakDetail(detail)) }
  }

  mutating func revoke(_ events: RevokeEvent...) {
    for event in events { answer(.revoke(1), .revoke(event)) }
  }

  var revocationsSent: [RevokeRequest] {
    effects.compactMap { if case .revoke(_, let request) = $0 { request } else { nil } }
  }
}
