/// Stages of REST APIs.
extension APIGatewayHandlers {
  private static let accessLogPaths = [
    "/accessLogSettings/destinationArn", "/accessLogSettings/format",
  ]

  /// `GET /restapis/{id}/stages`; this list has no pages.
  func getStages(_ call: Call) throws(ServiceFault) -> Reply {
    let deployment = call.item("deploymentId")
    return try withAPI(call) { api in
      let stages = api.stages.filter { deployment == nil || $0.deploymentId == deployment }
      return .list(stages, at: "/restapis/\(api.id)/stages", idField: "stageName") {
        Self.write($1, to: &$0)
      }
    }
  }

  /// `GET /restapis/{id}/stages/{name}`
  func getStage(_ call: Call) throws(ServiceFault) -> Reply {
    try withAPI(call) { (api) throws(ServiceFault) in
      guard let stage = api.stage(call.parameters[1]) else {
        throw .notFound("Invalid stage identifier specified")
      }
      return Self.reply(stage, of: api)
    }
  }

  /// `PATCH /restapis/{id}/stages/{name}`
  func updateStage(_ call: Call) throws(ServiceFault) -> Reply {
    let patches = try Patch.read(call)
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard var api = state.apis[call.parameters[0]] else {
        throw .noSuchAPI(call.parameters[0])
      }
      guard let index = api.stages.firstIndex(where: { $0.name == call.parameters[1] }) else {
        throw .notFound("Invalid stage identifier specified")
      }
      for patch in patches {
        if patch.path == "/deploymentId",
          !api.deployments.contains(where: { $0.id == patch.value })
        {
          throw .notFound("Invalid Deployment identifier specified")
        }
        try Self.apply(patch, to: &api.stages[index])
      }
      api.stages[index].updated = call.seconds
      draft.decide(.putAPI(api))
      return Self.reply(api.stages[index], of: api)
    }
  }

  private static func apply(
    _ patch: Patch, to stage: inout RestAPI.Stage
  ) throws(ServiceFault) {
    let parts = (Pointer(patch.path)?.parts ?? []).map { Pointer.unescaped($0) }
    switch (parts.first, parts.count) {
    case ("accessLogSettings", 1) where patch.verb == .remove:
      stage.accessLogDestination = nil
      stage.accessLogFormat = nil
    case ("accessLogSettings", 2) where ["destinationArn", "format"].contains(parts[1]):
      let field: WritableKeyPath<RestAPI.Stage, String?> =
        parts[1] == "format" ? \.accessLogFormat : \.accessLogDestination
      stage[keyPath: field] = try accessLog(patch, old: stage[keyPath: field])
    case ("deploymentId", 1) where patch.verb == .replace:
      stage.deploymentId = patch.value ?? ""
    case ("description", 1) where patch.verb == .replace:
      stage.description = patch.value.flatMap { $0.isEmpty ? nil : $0 }
    case ("variables", 2) where [.add, .replace, .remove].contains(patch.verb):
      stage.variables[parts[1]] = patch.verb == .remove ? nil : patch.value ?? ""
    default:
      let others = patch.verb == .replace ? ["/deploymentId", "/description"] : []
      throw .patchPath(
        patch.path, op: patch.verb.rawValue,
        allowed: [.add, .replace, .remove].contains(patch.verb)
          ? accessLogPaths + others + ["/variables/<variableName>"] : [])
    }
  }

  private static func accessLog(_ patch: Patch, old: String?) throws(ServiceFault) -> String? {
    switch patch.verb {
    case .remove:
      guard old != nil else {
        throw .badRequest(
          "Cannot remove method setting \(patch.path.dropFirst()) because there is no method "
            + "setting for this method ")
      }
      return nil
    case .add, .replace:
      guard let value = patch.value, !value.isEmpty else {
        throw .badRequest("Access Log value must not be empty")
      }
      return value
    default:
      throw .patchPath(patch.path, op: patch.verb.rawValue, allowed: [])
    }
  }

  private static func reply(_ stage: RestAPI.Stage, of api: RestAPI) -> Reply {
    .thing(at: "/restapis/\(api.id)/stages/\(stage.name)") { write(stage, to: &$0) }
  }

  private static func write(_ stage: RestAPI.Stage, to fields: inout JSONWriter) {
    fields.field("deploymentId", stage.deploymentId)
    fields.field("stageName", stage.name)
    fields.field("description", ifPresent: stage.description)
    fields.field("cacheClusterEnabled", false)
    fields.field("cacheClusterStatus", "NOT_AVAILABLE")
    fields.name("methodSettings")
    fields.object { _ in }
    if stage.accessLogDestination != nil || stage.accessLogFormat != nil {
      fields.name("accessLogSettings")
      fields.object { inner in
        inner.field("format", ifPresent: stage.accessLogFormat)
        inner.field("destinationArn", ifPresent: stage.accessLogDestination)
      }
    }
    if !stage.variables.isEmpty { fields.field("variables", stage.variables) }
    fields.field("tracingEnabled", false)
    fields.field("createdDate", stage.created)
    fields.field("lastUpdatedDate", stage.updated)
    if !stage.tags.isEmpty { fields.field("tags", stage.tags) }
  }
}
