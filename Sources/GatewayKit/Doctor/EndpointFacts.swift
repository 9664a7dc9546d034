package import AWSClient

/// Where a context's requests go.
package struct EndpointFacts: Sendable {
  /// The context.
  package var context: GatewayContext
  /// Each service with its route, or why there is none.
  package var routes: [(service: AWSService, route: Result<ServiceRoute, GatewayError>)]
  /// The file of certificates that is trusted in place of the system's, with who named it.
  package var trust: Result<(path: String, source: String)?, GatewayError>
  /// It is the embedded emulator.
  package var isSandbox = false

  /// Makes facts.
  package init(
    context: GatewayContext,
    routes: [(service: AWSService, route: Result<ServiceRoute, GatewayError>)],
    trust: Result<(path: String, source: String)?, GatewayError> = .success(nil)
  ) {
    self.context = context
    self.routes = routes
    self.trust = trust
  }

  init(_ surroundings: Surroundings, context: GatewayContext) {
    self.context = context
    routes = surroundings.routedServices.map { service in
      do throws(AWSError) {
        return (service, .success(try surroundings.route(to: service)))
      } catch {
        return (service, .failure(GatewayError(error)))
      }
    }
    do throws(AWSError) {
      trust = .success(try surroundings.trust())
    } catch {
      trust = .failure(GatewayError(error))
    }
  }

  /// The lines about it.
  package var lines: [DoctorLine] {
    var page = DoctorPage(.endpoints, context: context)
    var failures: Set<GatewayError> = []
    var known: [ServiceRoute] = []
    for (_, route) in routes {
      switch route {
      case .success(let route): known.append(route)
      case .failure(let error) where failures.insert(error).inserted:
        // A region that is missing is told with the context.
        guard error.code != "NoRegion" && error.kind != .credentials else { continue }
        page.fail("settings", error.message, cure: error.advice)
      case .failure: break
      }
    }
    let isOne = known.count > 1 && Set(known.map { [$0.url, $0.reason] }).count == 1
    if isOne, let first = known.first {
      tell(first, as: "all services", &page)
    } else {
      for route in known { tell(route, as: Self.name(route.service), &page) }
    }
    proxies(known, &page)
    certificates(&page)
    return page.lines
  }

  private func tell(_ route: ServiceRoute, as name: String, _ page: inout DoctorPage) {
    let data: [String: DoctorLine.Datum] = ["url": .text(route.url), "by": .text(route.reason)]
    let reason =
      isSandbox
      ? "the embedded emulator"
      : route.reason.hasPrefix("AWS's own") ? route.reason : "by \(route.reason)"
    let words = "\(route.url), \(reason)"
    if route.isPlain, !route.isLocal {
      page.warn(
        name, words + ": requests go unencrypted", cure: "Give it an https address", data: data)
    } else {
      page.ok(name, words, data: data)
    }
  }

  private func proxies(_ routes: [ServiceRoute], _ page: inout DoctorPage) {
    let proxies = Set(routes.compactMap(\.proxy)).sorted()
    guard !proxies.isEmpty else {
      page.ok("proxy", "none")
      return
    }
    let names = routes.filter { $0.proxy != nil }.map { Self.name($0.service) }
    page.ok("proxy", "\(proxies.joined(separator: ", ")) for \(names.joined(separator: ", "))")
  }

  private func certificates(_ page: inout DoctorPage) {
    switch trust {
    case .success(nil): page.ok("certificates", "the system's")
    case .success(let bundle?): page.ok("certificates", "\(bundle.path), by \(bundle.source)")
    case .failure(let error): page.fail("certificates", error.message, cure: error.advice)
    }
  }

  private static func name(_ service: AWSService) -> String {
    switch service {
    case .apiGateway: "API Gateway"
    case .sts: "STS"
    case .identityCenter: "SSO"
    case .identityCenterLogin: "SSO OIDC"
    case .signIn: "Sign-In"
    case .logs: "Logs"
    case .secretsManager: "Secrets"
    }
  }
}
