/// The usage plans of the demo data: tiers by environment, and regions beyond the first nine.
struct DemoPlans {
  private static let tiers = ["basic", "standard", "premium"]
  private static let environments = ["prod", "stg", "dev"]
  private static let regions = [
    "emea", "apac", "latam", "nordics", "dach", "iberia", "benelux", "anz", "gulf", "baltics",
    "andes", "maghreb", "balkans", "japan", "korea", "india", "canada", "mexico", "brazil",
    "chile", "kenya", "nigeria", "egypt", "turkey", "poland", "greece", "italy", "france",
    "ireland", "iceland", "malta", "cyprus", "oceania",
  ]

  /// How many there are.
  let count: Int
  /// Makes ids.
  let mint: Mint

  /// The tier of a plan: 0 basic, 1 standard, 2 premium.
  static func tier(_ index: Int) -> Int { index % 3 }

  /// Makes a plan.
  func plan(
    _ index: Int, id: String, serial: Int, apis: [String: RestAPI]
  ) -> UsagePlan {
    let tier = Self.tier(index)
    let environment = Self.environments[index / 3 % 3]
    let round = index / 9
    let base = "\(Self.tiers[tier])-\(environment)"
    let name = round == 0 ? base : "\(base)-\(Self.region(round))"
    var plan = UsagePlan(
      id: id, serial: serial, name: name,
      description: "\(Self.tiers[tier].capitalizedFirst) tier for \(environment)",
      stages: stages(tier: tier, environment: environment, apis: apis),
      throttle: throttle(tier: tier, environment: environment),
      quota: quota(tier: tier, environment: environment),
      tags: ["tier": Self.tiers[tier], "env": environment, "team": "platform"])
    if round > 0 { plan.tags["market"] = Self.region(round) }
    return plan
  }

  private static func region(_ round: Int) -> String {
    let name = regions[(round - 1) % regions.count]
    let again = (round - 1) / regions.count
    return again == 0 ? name : "\(name)\(again + 1)"
  }

  /// Every tier opens orders and search; standard adds billing. One key is in one plan per stage.
  private func stages(
    tier: Int, environment: String, apis: [String: RestAPI]
  ) -> [PlanStage] {
    let names = tier == 0 ? ["orders-api", "search-api"] : DemoAPIs.names
    return names.compactMap { name in
      guard let api = apis[name] else { return nil }
      var stage = PlanStage(apiId: api.id, stage: environment)
      if name == "search-api" {
        let rate: Double = [5, 20, 100][tier]
        stage.throttle["/search/GET"] = Throttle(rateLimit: rate, burstLimit: Int(rate) * 2)
      }
      return stage
    }
  }

  private func throttle(tier: Int, environment: String) -> Throttle? {
    let rates: [Double] = environment == "prod" ? [100, 500, 2000] : [20, 50, 100]
    return Throttle(rateLimit: rates[tier], burstLimit: Int(rates[tier]) / 2)
  }

  /// Production counts months, staging weeks, development days; one tier is not metered at all.
  private func quota(tier: Int, environment: String) -> Quota? {
    switch environment {
    case "prod": Quota(limit: [10_000, 100_000, 1_000_000][tier], period: .month)
    case "stg": Quota(limit: [2_000, 10_000, 50_000][tier], period: .week)
    default: tier == 2 ? nil : Quota(limit: [500, 2_000][tier], period: .day)
    }
  }
}

extension String {
  /// With a capital first letter.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
