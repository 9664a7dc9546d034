package import GatewayKit

extension CommonOptions {
  /// What to connect with: the user's own environment, and these options over it.
  package func connection(in world: World) -> ConnectionOptions {
    ConnectionOptions(
      coversConfig: profile == nil && region == nil && endpointURL == nil && !sandbox,
      endpointURL: endpointURL,
      allowsInsecureEndpoints: insecureEndpoint, isReadOnly: readOnly,
      environment: world.environment,
      logger: DebugLog.logger(isOn: debug, write: world.writeError)
    ).spread(over: profiles, regions)
  }

  /// What to connect to an emulator with: nothing of the user's AWS settings, and a folder for the
  /// journal that is not the user's.
  package func connection(
    to sandbox: RunningSandbox, folder: String, in world: World
  ) -> ConnectionOptions {
    var connection = connection(in: world)
    connection.profile = nil
    connection.environment = world.environment.filter { !$0.key.hasPrefix("AWS_") }
    for (name, value) in sandbox.environment { connection.environment[name] = value }
    connection.endpointURL = sandbox.endpoint
    connection.isSandbox = true
    connection.stateDirectory = folder
    return connection
  }
}
