extension Surroundings {
  /// Which of AWS's own hosts are used: the variables, then the profile's settings.
  func resolveHosts() throws(AWSError) -> HostVariant {
    HostVariant(
      isFIPS: try flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
      isDualStack: try flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
  }

  /// How often requests are sent again: by the mode that is set, or as this program does. A number
  /// of attempts goes before the mode's own, for emergencies too.
  func resolveRetries() throws(AWSError) -> RetryPolicy {
    let isNew = variable("AWS_NEW_RETRIES_2026")?.lowercased() == "true"
    var policy = RetryPolicy()
    if let mode = try retryMode() ?? (isNew ? .standard : nil) {
      policy = mode.policy(isNew: isNew)
    }
    guard let text = try setting("AWS_MAX_ATTEMPTS", "max_attempts") else { return policy }
    guard let attempts = Int(text), attempts > 0 else {
      let name = variable("AWS_MAX_ATTEMPTS") == nil ? "max_attempts" : "AWS_MAX_ATTEMPTS"
      throw .configuration(
        "InvalidMaxAttempts", "\(name) is “\(text)”, which is no number of attempts.")
    }
    policy.throttleAttempts = attempts
    policy.transientAttempts = attempts
    policy.emergencyAttempts = attempts
    return policy
  }

  private func retryMode() throws(AWSError) -> RetryMode? {
    guard let name = try setting("AWS_RETRY_MODE", "retry_mode") else { return nil }
    guard let mode = RetryMode(rawValue: name.lowercased()) else {
      throw .configuration(
        "InvalidRetryMode", "The retry mode “\(name)” is none of legacy, standard and adaptive.")
    }
    return mode
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

  /// Whether a variable, or the profile's setting, says `true`.
  func flag(_ variable: String, _ name: String) throws(AWSError) -> Bool {
    try setting(variable, name)?.lowercased() == "true"
  }
}
