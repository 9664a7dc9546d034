extension Surroundings {
  /// The services that this program may speak to with the profile in use.
  package var routedServices: [AWSService] {
    // A file that cannot be read is told of where it is looked at.
    let settings = try? files.load().settings(of: activeProfile.name)
    let isSSO = settings?["sso_account_id"] != nil || settings?["sso_role_name"] != nil
    return [.apiGateway, .sts, .logs, .secretsManager] + (isSSO ? [.identityCenter] : [])
  }

  /// Where a service is reached, and why there. Sends nothing.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` or `credentials` when that cannot be told.
  package func route(to service: AWSService) throws(AWSError) -> ServiceRoute {
    // Who hands out credentials is never reached by the option.
    let isAsked = [.identityCenter, .identityCenterLogin, .signIn].contains(service)
    let source = try configured(service, withOption: !isAsked)?.source
    let own = try endpoint(service, withOption: !isAsked)
    let endpoint: Endpoint
    if let own {
      endpoint = own
    } else {
      let theirs = isAsked && service != .signIn ? try identityCenterRegion() : nil
      let region = if let theirs { theirs } else { try resolveRegion() }
      endpoint = try resolveHosts().endpoint(service, region: region)
    }
    let reason = if let source { source } else { try ownHost() }
    let proxy = try ProxySettings(variables: environment).server(for: endpoint)
    return ServiceRoute(
      service: service, url: endpoint.text, reason: reason,
      isPlain: endpoint.scheme == "http", isLocal: Endpoint.isLoopback(endpoint.host),
      proxy: proxy.map { "\($0.host):\($0.port)" })
  }

  /// The file of certificates that is trusted in place of the system's, and who named it; nil for the
  /// system's own.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` when it holds none.
  package func trust() throws(AWSError) -> (path: String, source: String)? {
    guard let bundle = try resolveBundle() else { return nil }
    let profile = "ca_bundle of the profile \(activeProfile.name)"
    return (bundle.path, variable("AWS_CA_BUNDLE") == nil ? profile : "AWS_CA_BUNDLE")
  }

  /// Who decided the region, as a clause; nil where nobody did.
  package var regionSource: String? {
    if region != nil { return "--region" }
    if let name = ["AWS_REGION", "AWS_DEFAULT_REGION"].first(where: { variable($0) != nil }) {
      return name
    }
    // A file that cannot be read is told of where it is looked at.
    let found = try? files.load().settings(of: activeProfile.name)?["region"]
    return found == nil ? nil : "of the profile"
  }

  /// The region, as far as it is known; nil where none is given or it cannot be one.
  package var knownRegion: String? {
    // Why not is told by whoever opens the context.
    try? resolveRegion()
  }

  private func ownHost() throws(AWSError) -> String {
    let hosts = try resolveHosts()
    var words: [String] = []
    if hosts.isFIPS { words.append(named("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")) }
    if hosts.isDualStack {
      words.append(named("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
    }
    return "AWS's own host" + (words.isEmpty ? "" : " by " + words.joined(separator: " and "))
  }

  private func named(_ variable: String, _ setting: String) -> String {
    self.variable(variable) == nil ? setting : variable
  }

  private func identityCenterRegion() throws(AWSError) -> String? {
    let profiles = try files.load()
    let settings = profiles.settings(of: activeProfile.name)
    let session = settings?["sso_session"].flatMap {
      profiles.config.sections["sso-session " + $0]
    }
    return settings?["sso_region"] ?? session?["sso_region"]
  }
}
