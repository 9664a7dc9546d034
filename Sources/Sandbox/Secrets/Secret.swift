/// A secret of Secrets Manager as the emulator keeps it.
struct Secret: Codable, Sendable, Equatable {
  /// The label of the version that callers get.
  static let current = "AWSCURRENT"
  /// The label of the version before it.
  static let previous = "AWSPREVIOUS"

  /// The name, unique in the account.
  var name: String
  /// The ARN: the name and six characters of its own.
  var arn: String
  /// Place in the order of creation.
  var serial: Int
  /// The description.
  var description: String?
  /// Tags.
  var tags: [String: String]
  /// Creation, in seconds since 1970.
  var created: Double
  /// Last change, in seconds since 1970.
  var changed: Double
  /// When it goes for good; nil while it is not marked for deletion.
  var deletion: Double?
  /// The versions, oldest first.
  var versions: [Version] = []

  /// A version of a secret.
  struct Version: Codable, Sendable, Equatable {
    /// The token of the request that made it.
    var id: String
    /// What is kept.
    var content: Content
    /// `AWSCURRENT` and others; each label is on one version.
    var stages: [String]
    /// Creation, in seconds since 1970.
    var created: Double
  }

  /// What a version keeps.
  enum Content: Codable, Sendable, Equatable {
    case text(String)
    /// Bytes in base64, as they stand on the wire.
    case binary(String)
  }

  /// The version that a request made.
  func version(_ id: String) -> Version? { versions.first { $0.id == id } }

  /// The version that has a label.
  func version(staged stage: String) -> Version? { versions.first { $0.stages.contains(stage) } }

  /// Adds a version with its labels; the one that was current becomes the previous one.
  mutating func add(_ version: Version) {
    var moved = Set(version.stages)
    let formerly = moved.contains(Self.current) ? self.version(staged: Self.current)?.id : nil
    if formerly != nil { moved.insert(Self.previous) }
    for index in versions.indices {
      versions[index].stages.removeAll { moved.contains($0) }
      if versions[index].id == formerly { versions[index].stages.append(Self.previous) }
    }
    versions.append(version)
    changed = version.created
    // Versions without a label go when there are more than a hundred.
    if versions.count > 100, let oldest = versions.firstIndex(where: { $0.stages.isEmpty }) {
      versions.remove(at: oldest)
    }
  }
}
