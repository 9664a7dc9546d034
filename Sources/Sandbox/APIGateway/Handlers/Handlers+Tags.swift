/// Tags of anything that has an ARN.
extension APIGatewayHandlers {
  /// A thing that can be tagged.
  private enum Target {
    case key(APIKey)
    case plan(UsagePlan)
    case api(RestAPI)
    case stage(RestAPI, Int)

    var tags: [String: String] {
      switch self {
      case .key(let key): key.tags
      case .plan(let plan): plan.tags
      case .api(let api): api.tags
      case .stage(let api, let index): api.stages[index].tags
      }
    }

    func tagged(_ tags: [String: String]) -> Edit {
      switch self {
      case .key(var key):
        key.tags = tags
        return .putKey(key)
      case .plan(var plan):
        plan.tags = tags
        return .putPlan(plan)
      case .api(var api):
        api.tags = tags
        return .putAPI(api)
      case .stage(var api, let index):
        api.stages[index].tags = tags
        return .putAPI(api)
      }
    }
  }

  /// `PUT /tags/{arn}`
  func tag(_ call: Call) throws(ServiceFault) -> Reply {
    guard let new = try JSONBody(call.body).map("tags"), !new.isEmpty else {
      throw .badRequest("No tags specified")
    }
    let checked = try TagRules.checked(new)
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      let target = try Self.target(call, in: state)
      let all = target.tags.merging(checked) { $1 }
      try TagRules.checkCount(of: all)
      draft.decide(target.tagged(all))
      return .nothing(status: 204)
    }
  }

  /// `DELETE /tags/{arn}?tagKeys=a&tagKeys=b`
  func untag(_ call: Call) throws(ServiceFault) -> Reply {
    let names = call.items("tagKeys")
    guard !names.isEmpty else { throw .badRequest("No tag keys specified") }
    for name in names { try TagRules.checkOwner(of: name) }
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      let target = try Self.target(call, in: state)
      let left = target.tags.filter { !names.contains($0.key) }
      if left != target.tags { draft.decide(target.tagged(left)) }
      return .nothing(status: 204)
    }
  }

  /// `GET /tags/{arn}`
  func getTags(_ call: Call) throws(ServiceFault) -> Reply {
    try store.read { (state) throws(ServiceFault) in
      let tags = try Self.target(call, in: state).tags
      return .thing(at: "/tags/\(PercentCoding.encoded(call.parameters[0]))") {
        $0.field("tags", tags)
      }
    }
  }

  /// Finds what an ARN names: `arn:aws:apigateway:us-east-1::/apikeys/abc`.
  private static func target(
    _ call: Call, in state: borrowing AccountState
  ) throws(ServiceFault) -> Target {
    let parts = call.parameters[0].split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"),
      parts[2] == "apigateway", parts[3] == call.region, parts[4].isEmpty,
      parts[5].hasPrefix("/")
    else { throw .badRequest("Invalid ARN specified in the request") }
    let path = parts[5].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    switch (path.first, path.count) {
    case ("apikeys", 2):
      guard let key = state.keys[String(path[1])] else { throw .noSuchKey }
      return .key(key)
    case ("usageplans", 2):
      guard let plan = state.plans[String(path[1])] else { throw .noSuchPlan }
      return .plan(plan)
    case ("restapis", 2), ("restapis", 4):
      let id = String(path[1])
      guard let api = state.apis[id] else { throw .noSuchAPI(id) }
      if path.count == 2 { return .api(api) }
      guard path[2] == "stages",
        let index = api.stages.firstIndex(where: { $0.name == path[3] })
      else { throw .notFound("Invalid stage identifier specified") }
      return .stage(api, index)
    default:
      throw .badRequest("Invalid ARN specified in the request")
    }
  }
}
