extension Surroundings {
  /// Which of AWS's own hosts are used: the variables, then the profile's settings.
  func resolveHosts() throws(AWSError) -> HostVariant {
    HostVariant(
      isFIPS: try flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
      isDualStack: try flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
  }

  /// How often requests are sent again: as this program does unless `AWS_MAX_ATTEMPTS` says
  /// otherwise. The retry modes of the SDKs differ in what the pacer does here, so that any of them
  /// is taken and none changes anything.
  func resolveRetries() throws(AWSError) -> RetryPolicy {
    var policy = RetryPolicy()
    if let mode = try setting("AWS_RETRY_MODE", "retry_mode"),
      !["legacy", "standard", "adaptive"].contains(mode.lowercased())
    {
      throw .configuration(
        "InvalidRetryMode", "The retry mode “\(mode)” is none of legacy, standard and adaptive.")
    }
    guard let text = try setting("AWS_MAX_ATTEMPTS", "max_attempts") else { return policy }
    guard let attempts = Int(text), attempts > 0 else {
      throw .configuration(
        "InvalidMaxAttempts", "AWS_MAX_ATTEMPTS is “\(text)”, which is no number of attempts.")
    }
    policy.throttleAttempts = attempts
    policy.transientAttempts = attempts
    return policy
  }

  /// What `User-Agent` says, with the application's own name behind it.
  func resolveUserAgent() throws(AWSError) -> String {
    let text = UserAgent.text(version: UserAgent.version)
    guard let id = try setting("AWS_SDK_UA_APP_ID", "sdk_ua_app_id") else { return text }
    let allowed = "!#$%&'*+-.^_`|~"
    let plain = id.map { character in
      character.isASCII && (character.isLetter || character.isNumber || allowed.contains(character))
        ? character : "-"
    }
    return text + " app/" + String(plain)
  }

  /// Certificates that servers are trusted by in place of the system's.
  func resolveBundle() throws(AWSError) -> CertificateBundle? {
    let path = try setting("AWS_CA_BUNDLE", "ca_bundle")
    let source = variable("AWS_CA_BUNDLE") == nil ? "ca_bundle" : "AWS_CA_BUNDLE"
    guard let path else { return nil }
    return try CertificateBundle(path: files.expanded(path), source: source)
  }

  /// A variable, or the profile's setting; nil when neither is there or both are empty.
  func setting(_ variable: String, _ name: String) throws(AWSError) -> String? {
    if let value = self.variable(variable) { return value }
    let value = try files.load().settings(of: activeProfile.name)?[name]
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func flag(_ variable: String, _ name: String) throws(AWSError) -> Bool {
    try setting(variable, name)?.lowercased() == "true"
  }
}
