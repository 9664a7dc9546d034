extension CredentialsWorld {
  /// Where credentials may be, in the order of the AWS CLI.
  ///
  /// - Parameters:
  ///   - profile: the profile in use.
  ///   - isNamed: whether somebody named it; then it must exist.
  ///   - withVariables: false when it was named by an option, which rules the environment out.
  /// - Returns: the chain; nothing was looked at yet.
  func chain(profile: String, isNamed: Bool, withVariables: Bool) -> CredentialsChain {
    var providers: [CredentialsProvider] = []
    if isNamed { providers.append(NamedProfile(files: files, profile: profile).provider) }
    if withVariables { providers.append(EnvironmentCredentials(variables: variables).provider) }
    providers.append(AssumeRoleCredentials(world: self, profile: profile).provider)
    providers += profileProviders(profile, withVariables: withVariables)
    providers.append(ContainerCredentials(world: self).provider)
    providers.append(InstanceCredentials(world: self, profile: profile).provider)
    return CredentialsChain(providers: providers)
  }

  /// The places that a profile's own settings lead to, roles of other profiles apart.
  func profileProviders(_ profile: String, withVariables: Bool) -> [CredentialsProvider] {
    [
      WebIdentityCredentials(world: self, profile: profile, withVariables: withVariables).provider,
      IdentityCenterCredentials(world: self, profile: profile).provider,
      ProfileCredentials(files: files, profile: profile, part: .credentials).provider,
      LoginCredentials(world: self, profile: profile).provider,
      ProcessCredentials(world: self, profile: profile).provider,
      ProfileCredentials(files: files, profile: profile, part: .config).provider,
    ]
  }
}
