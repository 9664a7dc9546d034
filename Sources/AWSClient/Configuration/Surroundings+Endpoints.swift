extension Surroundings {
  /// Endpoints that differ from AWS's own hosts: the option, the service's variable, the variable
  /// for all, the profile's section of services, the profile's own.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for a URL that cannot be used.
  func resolveEndpoints() throws(AWSError) -> [AWSService: Endpoint] {
    var endpoints: [AWSService: Endpoint] = [:]
    for service in AWSService.allCases {
      guard let (url, source) = try configured(service) else { continue }
      endpoints[service] = try Endpoint(url: url, source: source)
    }
    return endpoints
  }

  private func configured(
    _ service: AWSService
  ) throws(AWSError) -> (url: String, source: String)? {
    if let endpointURL { return (endpointURL, "--endpoint-url") }
    if variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() == "true" { return nil }
    for name in ["AWS_ENDPOINT_URL_" + service.endpointVariableSuffix, "AWS_ENDPOINT_URL"] {
      if let url = variable(name) { return (url, name) }
    }
    let (name, _) = activeProfile
    let profiles = try files.load()
    guard let settings = profiles.settings(of: name),
      settings["ignore_configured_endpoint_urls"]?.lowercased() != "true"
    else { return nil }
    if let section = settings["services"], let url = profiles.serviceEndpoint(section, service) {
      return (url, "the services section \(section) in \(files.configPath)")
    }
    return settings["endpoint_url"].map { ($0, "the profile \(name) in \(files.configPath)") }
  }
}
