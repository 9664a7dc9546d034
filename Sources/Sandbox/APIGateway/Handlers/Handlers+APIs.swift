/// REST APIs, resources, methods and deployments.
extension APIGatewayHandlers {
  /// `GET /restapis`
  func getAPIs(_ call: Call) throws(ServiceFault) -> Reply {
    let limit = try call.limit()
    let after = try PageToken.serial(call)
    return try store.read { (state) throws(ServiceFault) in
      let page = state.apis.page(olderThan: after, limit: limit)
      return .list(page.items, at: "/restapis", position: PageToken.wrap(page.next)) {
        Self.write($1, to: &$0)
      }
    }
  }

  /// `GET /restapis/{id}`
  func getAPI(_ call: Call) throws(ServiceFault) -> Reply {
    try withAPI(call) { api in
      .thing(at: "/restapis/\(api.id)") { Self.write(api, to: &$0) }
    }
  }

  /// `GET /restapis/{id}/resources`; methods by name, and whole with `embed=methods`.
  func getResources(_ call: Call) throws(ServiceFault) -> Reply {
    let limit = try call.limit()
    let embeds = call.items("embed").contains("methods")
    let after = try PageToken.serial(call)
    return try withAPI(call) { api in
      // Resources have no serial of their own; they keep their places, so the index will do.
      let start = min(after ?? 0, api.resources.count)
      let end = min(start + limit, api.resources.count)
      return .list(
        Array(api.resources[start..<end]), at: "/restapis/\(api.id)/resources",
        position: PageToken.wrap(end < api.resources.count ? end : nil)
      ) { Self.write($1, to: &$0, embedsMethods: embeds) }
    }
  }

  /// `GET /restapis/{id}/resources/{resource}`
  func getResource(_ call: Call) throws(ServiceFault) -> Reply {
    let embeds = call.items("embed").contains("methods")
    return try withAPI(call) { (api) throws(ServiceFault) in
      let resource = try Self.resource(call, of: api)
      return .thing(at: "/restapis/\(api.id)/resources/\(resource.id)") {
        Self.write(resource, to: &$0, embedsMethods: embeds)
      }
    }
  }

  /// `GET /restapis/{id}/resources/{resource}/methods/{verb}`
  func getMethod(_ call: Call) throws(ServiceFault) -> Reply {
    try withAPI(call) { (api) throws(ServiceFault) in
      let resource = try Self.resource(call, of: api)
      guard let method = resource.methods.first(where: { $0.verb == call.parameters[2] }) else {
        throw .notFound("Invalid Method identifier specified")
      }
      return Self.reply(method, of: resource, api: api)
    }
  }

  /// `PATCH /restapis/{id}/resources/{resource}/methods/{verb}`; only whether a key is required.
  func updateMethod(_ call: Call) throws(ServiceFault) -> Reply {
    let patches = try Patch.read(call)
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard var api = state.apis[call.parameters[0]] else {
        throw .noSuchAPI(call.parameters[0])
      }
      let found = try Self.resource(call, of: api)
      guard let place = api.resources.firstIndex(of: found),
        let index = found.methods.firstIndex(where: { $0.verb == call.parameters[2] })
      else { throw .notFound("Invalid Method identifier specified") }
      for patch in patches {
        guard patch.verb == .replace, patch.path == "/apiKeyRequired" else {
          throw .patchPath(
            patch.path, op: patch.verb.rawValue,
            allowed: patch.verb == .replace ? ["/apiKeyRequired"] : [])
        }
        // Anything but "true" is false; recorded from the service.
        api.resources[place].methods[index].apiKeyRequired = patch.value?.lowercased() == "true"
      }
      draft.decide(.putAPI(api))
      let resource = api.resources[place]
      return Self.reply(resource.methods[index], of: resource, api: api)
    }
  }

  /// `GET /restapis/{id}/deployments`
  func getDeployments(_ call: Call) throws(ServiceFault) -> Reply {
    let limit = try call.limit()
    let after = try PageToken.serial(call)
    return try withAPI(call) { api in
      let start = min(after ?? 0, api.deployments.count)
      let end = min(start + limit, api.deployments.count)
      return .list(
        Array(api.deployments[start..<end]), at: "/restapis/\(api.id)/deployments",
        position: PageToken.wrap(end < api.deployments.count ? end : nil)
      ) { Self.write($1, to: &$0) }
    }
  }

  /// `GET /restapis/{id}/deployments/{deployment}`
  func getDeployment(_ call: Call) throws(ServiceFault) -> Reply {
    try withAPI(call) { (api) throws(ServiceFault) in
      guard let deployment = api.deployments.first(where: { $0.id == call.parameters[1] }) else {
        throw .notFound("Invalid Deployment identifier specified")
      }
      return .thing(at: "/restapis/\(api.id)/deployments/\(deployment.id)") {
        Self.write(deployment, to: &$0)
      }
    }
  }

  /// Reads the API that the path names.
  func withAPI(
    _ call: Call, _ body: (RestAPI) throws(ServiceFault) -> Reply
  ) throws(ServiceFault) -> Reply {
    try store.read { (state) throws(ServiceFault) in
      guard let api = state.apis[call.parameters[0]] else {
        throw .noSuchAPI(call.parameters[0])
      }
      return try body(api)
    }
  }

  private static func resource(
    _ call: Call, of api: RestAPI
  ) throws(ServiceFault) -> RestAPI.Resource {
    guard let resource = api.resources.first(where: { $0.id == call.parameters[1] }) else {
      throw .notFound("Invalid Resource identifier specified")
    }
    return resource
  }

  private static func reply(
    _ method: RestAPI.Method, of resource: RestAPI.Resource, api: RestAPI
  ) -> Reply {
    .thing(at: "/restapis/\(api.id)/resources/\(resource.id)/methods/\(method.verb)") {
      write(method, to: &$0)
    }
  }

  private static func write(_ api: RestAPI, to fields: inout JSONWriter) {
    fields.field("id", api.id)
    fields.field("name", api.name)
    fields.field("description", ifPresent: api.description)
    fields.field("createdDate", api.created)
    fields.field("apiKeySource", api.apiKeySource)
    fields.name("endpointConfiguration")
    fields.object { $0.field("types", ["REGIONAL"]) }
    fields.field("disableExecuteApiEndpoint", false)
    fields.field("rootResourceId", ifPresent: api.resources.first?.id)
    if !api.tags.isEmpty { fields.field("tags", api.tags) }
  }

  private static func write(
    _ resource: RestAPI.Resource, to fields: inout JSONWriter, embedsMethods: Bool
  ) {
    fields.field("id", resource.id)
    fields.field("parentId", ifPresent: resource.parentId)
    fields.field("pathPart", ifPresent: resource.pathPart)
    fields.field("path", resource.path)
    guard !resource.methods.isEmpty else { return }
    fields.name("resourceMethods")
    fields.object { methods in
      for method in resource.methods {
        methods.name(method.verb)
        methods.object { if embedsMethods { write(method, to: &$0) } }
      }
    }
  }

  private static func write(_ method: RestAPI.Method, to fields: inout JSONWriter) {
    fields.field("httpMethod", method.verb)
    fields.field("authorizationType", method.authorizationType)
    fields.field("apiKeyRequired", method.apiKeyRequired)
  }

  private static func write(_ deployment: RestAPI.Deployment, to fields: inout JSONWriter) {
    fields.field("id", deployment.id)
    fields.field("description", ifPresent: deployment.description)
    fields.field("createdDate", deployment.created)
  }
}
