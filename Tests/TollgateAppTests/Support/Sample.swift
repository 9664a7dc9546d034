import Foundation
import GatewayKit

@testable import TollgateApp

/// Fixed data for stories and screens: a small account on 21 November 2026, 09:41:00 UTC.
enum Sample {
  static let now = Date(timeIntervalSince1970: 1_795_254_060)
  static let today = CalendarDay(now)
  static let context = GatewayContext(profile: "prod-admin", region: "ap-northeast-1")

  static func identity(readOnly: Bool = false, protected: Bool = false) -> ContextIdentity {
    ContextIdentity(
      context: context, account: "123456789012", arn: "arn:aws:iam::123456789012:user/ops",
      credentialSource: "profile prod-admin in ~/.aws/credentials", isReadOnly: readOnly,
      isProtected: protected)
  }

  static let stages = [
    PlanStage(
      reference: StageReference(apiId: "a1", stage: "prod"), apiName: "orders-api"),
    PlanStage(
      reference: StageReference(apiId: "a2", stage: "prod"), apiName: "search-api"),
  ]

  static let basic = UsagePlan(
    id: PlanID("p1"), name: "basic-prod",
    throttle: Throttle(rateLimit: 100, burstLimit: 50),
    quota: Quota(limit: 10_000, period: .month), apiStages: stages, context: context)
  static let premium = UsagePlan(
    id: PlanID("p2"), name: "premium-prod",
    throttle: Throttle(rateLimit: 1000, burstLimit: 500),
    quota: Quota(limit: 1_000_000, period: .month), apiStages: stages, context: context)
  static let free = UsagePlan(id: PlanID("p3"), name: "internal", context: context)
  static let plans = [basic, premium, free]

  static let apis = [
    RestAPI(id: "a1", name: "orders-api", stages: ["dev", "prod"], context: context),
    RestAPI(id: "a2", name: "search-api", stages: ["prod"], context: context),
  ]

  static func key(
    _ id: String, _ name: String, owner: String? = nil, on: Bool = true,
    plans: [UsagePlan]? = nil
  ) -> APIKey {
    APIKey(
      id: KeyID(id), name: name, isEnabled: on,
      createdDate: CalendarDay(year: 2026, month: 2, day: 11).start,
      tags: owner.map { ["owner": $0] } ?? [:], plans: plans?.map(\.reference), context: context)
  }

  static let keys = [
    key("k1", "acme-mobile", owner: "acme"),
    key("k2", "globex-web", owner: "globex"),
    key("k3", "globex-partner", owner: "globex"),
    key("k4", "initech-batch", owner: "initech", on: false),
    key("k5", "umbrella-lab", owner: "umbrella"),
    key("k6", "hooli-search", owner: "hooli"),
    key("k7", "stark-dev"),
  ]

  /// Who is in which plan.
  static let members: [String: [String]] = [
    "p1": ["k1", "k2", "k3", "k4", "k6"], "p2": ["k5"], "p3": [],
  ]

  static func usage(
    _ plan: UsagePlan, _ key: String, used: Int, days: [Int], forecast: Forecast
  ) -> KeyUsage {
    let limit = plan.quota?.limit
    let left = limit.map { max(0, $0 - used) }
    var remaining = (left ?? 0) + days.reduce(0, +)
    let figures = days.enumerated().map { index, count in
      remaining -= count
      return UsageDay(
        date: today - (days.count - 1 - index), used: count, remaining: max(0, remaining))
    }
    return KeyUsage(
      plan: plan.reference, keyId: KeyID(key),
      keyName: keys.first { $0.id.wire == key }?.name ?? "", quota: plan.quota, days: figures,
      used: used, remaining: left,
      percent: limit.map { 100 * Double(used) / Double($0) }, isAdjusted: false,
      forecast: forecast, periodStart: CalendarDay(year: 2026, month: 11, day: 1),
      resetsAt: CalendarDay(year: 2026, month: 12, day: 1).start, fetchedAt: now,
      context: context)
  }

  static func at(_ day: Int, hour: Int = 0, minute: Int = 0) -> Date {
    CalendarDay(year: 2026, month: 11, day: day).start
      .addingTimeInterval(Double(hour * 3600 + minute * 60))
  }

  static func usage(of plan: UsagePlan) -> [KeyUsage] {
    switch plan.id.wire {
    case "p1":
      [
        usage(
          basic, "k1", used: 9788, days: [310, 420, 520, 510, 640, 770, 760, 690, 900, 1204],
          forecast: Forecast(
            state: .exhausts, at: at(21, hour: 16, minute: 40), pace: 784, basisDays: 7)),
        usage(
          basic, "k2", used: 9066, days: [300, 310, 420, 400, 520, 640, 760],
          forecast: Forecast(state: .exhausts, at: at(27), pace: 480, basisDays: 7)),
        usage(
          basic, "k3", used: 8796, days: [500, 500, 500, 500, 500, 500, 500],
          forecast: Forecast(state: .exhausts, at: at(29), pace: 500, basisDays: 7)),
        usage(
          basic, "k4", used: 8609, days: [900, 900, 0, 0, 0, 0, 0],
          forecast: Forecast(state: .ok, pace: 257, basisDays: 7)),
        usage(
          basic, "k6", used: 11_203, days: [900, 900, 900, 900, 900, 900, 900],
          forecast: Forecast(state: .exhausted, at: at(19), pace: 900, basisDays: 7)),
      ]
    case "p2":
      [
        usage(
          premium, "k5", used: 2400, days: [10, 10, 20, 60, 100, 800, 1400],
          forecast: Forecast(state: .ok, pace: 342, basisDays: 7))
      ]
    default: []
    }
  }

  static func chart(_ plan: UsagePlan, _ key: String) -> KeyUsage {
    let counts = (0..<60).map { 300 + ($0 * 37) % 250 + ($0 > 54 ? 300 : 0) }
    var result = usage(
      plan, key, used: 9788, days: counts,
      forecast: Forecast(
        state: .exhausts, at: at(21, hour: 16, minute: 40), pace: 784, basisDays: 7))
    let limit = plan.quota?.limit ?? 0
    var left = limit - 4000
    for index in result.days.indices {
      if result.days[index].date.parts.day == 1 { left = limit }
      left = max(0, left - result.days[index].used)
      result.days[index].remaining = left
    }
    result.used = limit - left
    result.remaining = left
    result.percent = limit == 0 ? nil : 100 * Double(limit - left) / Double(limit)
    return result
  }
}
