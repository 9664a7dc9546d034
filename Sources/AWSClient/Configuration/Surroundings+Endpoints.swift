extension Surroundings {
  /// Endpoints that differ from AWS's own hosts: the option, the service's variable, the variable
  /// for all, the profile's section of services, the profile's own.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for a URL that cannot be used.
  func resolveEndpoints() throws(AWSError) -> [AWSService: Endpoint] {
    var endpoints: [AWSService: Endpoint] = [:]
    for service in AWSService.allCases {
      if let own = try endpoint(service, withOption: true) { endpoints[service] = own }
    }
    return endpoints
  }

  /// The endpoint of one service when it is not AWS's own host. As with the AWS CLI, it goes before
  /// FIPS and dual-stack hosts.
  func endpoint(_ service: AWSService, withOption: Bool) throws(AWSError) -> Endpoint? {
    guard let (url, source) = try configured(service, withOption: withOption) else { return nil }
    let allowsAll = allowsInsecureEndpoints
    return try Endpoint(
      url: url, source: source, allowsPlain: { allowsAll || Endpoint.isLoopback($0) })
  }

  /// The URL that somebody configured for a service, and who; nil for AWS's own host.
  func configured(
    _ service: AWSService, withOption: Bool
  ) throws(AWSError) -> (url: String, source: String)? {
    if withOption, let endpointURL { return (endpointURL, "--endpoint-url") }
    if try flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") {
      return nil
    }
    for name in ["AWS_ENDPOINT_URL_" + service.endpointVariableSuffix, "AWS_ENDPOINT_URL"] {
      if let url = variable(name) { return (url, name) }
    }
    let (name, _) = activeProfile
    let profiles = try files.load()
    guard let settings = profiles.settings(of: name) else { return nil }
    if let section = settings["services"] {
      guard profiles.config.sections["services " + section] != nil else {
        throw .configuration(
          "InvalidServices",
          "The profile \(name) names the services section \(section), which does not exist.")
      }
      if let url = profiles.serviceEndpoint(section, service) {
        return (url, "the services section \(section) in \(files.configPath)")
      }
    }
    return settings["endpoint_url"].map { ($0, "the profile \(name) in \(files.configPath)") }
  }
}
