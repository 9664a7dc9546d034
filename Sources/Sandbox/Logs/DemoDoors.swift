/// The stages that the invented callers of a plan choose between.
struct DemoDoors {
  /// A stage with the calls that can be made to it.
  struct Door {
    /// The REST API's id.
    var api: String
    /// The stage's name.
    var stage: String
    /// Resource and verb of every method that needs a key.
    var routes: [(resource: String, verb: String)]
    /// Whether its calls are in the log group that is asked for.
    var isInGroup: Bool
  }

  /// The stage that only a distribution calls, by the API's name.
  static let distributed = (api: "billing-api", stage: "stg")

  private var open: [Door] = []
  private var reserved: Door?

  /// Lists the stages of a plan.
  init(plan: UsagePlan, group: LogGroup, state: AccountState) {
    for stage in plan.stages {
      guard let api = state.apis[stage.apiId] else { continue }
      let door = Door(
        api: api.id, stage: stage.stage,
        routes: api.resources.flatMap { resource in
          resource.methods.filter(\.apiKeyRequired).map { (resource.path, $0.verb) }
        },
        isInGroup: group.sources.contains { $0.api.id == api.id && $0.stage == stage.stage })
      guard !door.routes.isEmpty else { continue }
      if (api.name, stage.stage) == Self.distributed { reserved = door } else { open.append(door) }
    }
  }

  /// Whether any of them is in the group.
  var leadIntoGroup: Bool { reserved?.isInGroup == true || open.contains(where: \.isInGroup) }

  /// The stage of a call; the first stages of a plan are called more than the others.
  func pick(_ numbers: inout SplitMix, for traffic: Traffic) -> Door? {
    let number = numbers.below(10)
    if traffic.caller == .distribution, let reserved { return reserved }
    guard let last = open.last else { return nil }
    let index = number < 6 ? 0 : number < 9 ? 1 : 2
    return index < open.count ? open[index] : last
  }
}
