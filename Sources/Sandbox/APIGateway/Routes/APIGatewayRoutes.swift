/// Finds the operation of a request by its method and path.
enum APIGatewayRoutes {
  /// A request whose operation is known.
  struct Match: Sendable {
    /// The operation.
    var operation: APIGatewayOperation
    /// The path's variable parts, decoded, in order.
    var parameters: [String]
  }

  private struct Route: Sendable {
    let method: String
    let pattern: [Substring]
    let operation: APIGatewayOperation

    init(_ method: String, _ pattern: String, _ operation: APIGatewayOperation) {
      self.method = method
      self.pattern = pattern.split(separator: "/")
      self.operation = operation
    }

    /// The variable parts, or nil when the path is another one.
    func match(_ segments: [String]) -> [String]? {
      guard segments.count == pattern.count else { return nil }
      var parameters: [String] = []
      for (part, segment) in zip(pattern, segments) {
        if part == "*" {
          guard !segment.isEmpty else { return nil }
          parameters.append(segment)
        } else if part != segment {
          return nil
        }
      }
      return parameters
    }
  }

  private static let routes: [Route] = [
    Route("POST", "/apikeys", .createAPIKey),
    Route("GET", "/apikeys", .getAPIKeys),
    Route("GET", "/apikeys/*", .getAPIKey),
    Route("PATCH", "/apikeys/*", .updateAPIKey),
    Route("DELETE", "/apikeys/*", .deleteAPIKey),
    Route("POST", "/usageplans", .createUsagePlan),
    Route("GET", "/usageplans", .getUsagePlans),
    Route("GET", "/usageplans/*", .getUsagePlan),
    Route("PATCH", "/usageplans/*", .updateUsagePlan),
    Route("DELETE", "/usageplans/*", .deleteUsagePlan),
    Route("POST", "/usageplans/*/keys", .createUsagePlanKey),
    Route("GET", "/usageplans/*/keys", .getUsagePlanKeys),
    Route("GET", "/usageplans/*/keys/*", .getUsagePlanKey),
    Route("DELETE", "/usageplans/*/keys/*", .deleteUsagePlanKey),
    Route("GET", "/usageplans/*/usage", .getUsage),
    Route("PATCH", "/usageplans/*/keys/*/usage", .updateUsage),
    Route("PUT", "/tags/*", .tagResource),
    Route("DELETE", "/tags/*", .untagResource),
    Route("GET", "/tags/*", .getTags),
    Route("GET", "/account", .getAccount),
    Route("PATCH", "/account", .updateAccount),
    Route("GET", "/restapis", .getRestAPIs),
    Route("GET", "/restapis/*", .getRestAPI),
    Route("GET", "/restapis/*/stages", .getStages),
    Route("GET", "/restapis/*/stages/*", .getStage),
    Route("PATCH", "/restapis/*/stages/*", .updateStage),
    Route("GET", "/restapis/*/resources", .getResources),
    Route("GET", "/restapis/*/resources/*", .getResource),
    Route("GET", "/restapis/*/resources/*/methods/*", .getMethod),
    Route("PATCH", "/restapis/*/resources/*/methods/*", .updateMethod),
    Route("GET", "/restapis/*/deployments", .getDeployments),
    Route("GET", "/restapis/*/deployments/*", .getDeployment),
  ]

  /// The first parts of all paths; a request for one of them belongs to API Gateway.
  static let roots: Set<String> = ["apikeys", "usageplans", "tags", "account", "restapis"]

  /// Finds the operation; nil when there is none for this method and path.
  static func match(_ request: WireRequest) -> Match? {
    let segments = request.segments
    for route in routes where route.method == request.method {
      guard let parameters = route.match(segments) else { continue }
      if route.operation == .createAPIKey,
        request.queryItems.contains(where: { $0.name == "mode" })
      {
        return Match(operation: .importAPIKeys, parameters: parameters)
      }
      return Match(operation: route.operation, parameters: parameters)
    }
    return nil
  }
}
