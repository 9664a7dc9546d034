/// A REST API as the emulator keeps it.
struct RestAPI: Codable, Sendable, Equatable, Shelved {
  /// Ten characters.
  var id: String
  /// Place in the order of creation.
  var serial: Int
  /// The name.
  var name: String
  /// The description.
  var description: String?
  /// Creation, in seconds since 1970.
  var created: Int
  /// `HEADER` or `AUTHORIZER`.
  var apiKeySource: String = "HEADER"
  /// The resources, the root first.
  var resources: [Resource] = []
  /// The deployments, newest first.
  var deployments: [Deployment] = []
  /// The stages.
  var stages: [Stage] = []
  /// Tags.
  var tags: [String: String] = [:]

  /// A resource.
  struct Resource: Codable, Sendable, Equatable {
    /// Six characters, the root's ten.
    var id: String
    /// The resource above; nil for the root.
    var parentId: String?
    /// The full path.
    var path: String
    /// The methods, in the order of their verbs.
    var methods: [Method] = []

    /// The last part of the path; nil for the root.
    var pathPart: String? {
      path == "/" ? nil : path.split(separator: "/").last.map(String.init)
    }
  }

  /// A method of a resource.
  struct Method: Codable, Sendable, Equatable {
    /// `GET`, `POST`, …
    var verb: String
    /// Whether callers need a key.
    var apiKeyRequired: Bool
    /// `NONE`, `AWS_IAM`, …
    var authorizationType: String = "NONE"
  }

  /// A deployment.
  struct Deployment: Codable, Sendable, Equatable {
    /// Six characters.
    var id: String
    /// What was deployed.
    var description: String?
    /// Creation, in seconds since 1970.
    var created: Int
  }

  /// A stage.
  struct Stage: Codable, Sendable, Equatable {
    /// The name, `prod`.
    var name: String
    /// The deployment it serves.
    var deploymentId: String
    /// The description.
    var description: String?
    /// Creation, in seconds since 1970.
    var created: Int
    /// Last change, in seconds since 1970.
    var updated: Int
    /// Where access logs go.
    var accessLogDestination: String?
    /// What a line of the access log holds.
    var accessLogFormat: String?
    /// Stage variables.
    var variables: [String: String] = [:]
    /// Tags.
    var tags: [String: String] = [:]
  }

  /// The stage of a name.
  func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }
}
