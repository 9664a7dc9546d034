import AWSClient

/// A policy of IAM for a role: what `tollgate iam` prints.
package struct AccessPolicy: Hashable, Sendable {
  /// Where the policy is to hold; `*` for anywhere.
  package struct Place: Hashable, Sendable {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    package var partition: String
    /// A region, or `*`.
    package var region: String
    /// Twelve digits, or `*`.
    package var account: String

    /// Makes one.
    package init(region: String? = nil, partition: String? = nil, account: String? = nil) {
      self.partition = partition ?? region.map { Partition(region: $0).rawValue } ?? "aws"
      self.region = region ?? "*"
      self.account = account ?? "*"
    }

    /// The names of all partitions.
    package static var partitions: [String] { Partition.allCases.map(\.rawValue) }

    /// Whether a text can be the name of a region: `eu-central-1`.
    package static func isRegion(_ text: String) -> Bool {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      return parts.count >= 3 && parts.allSatisfy { !$0.isEmpty }
        && (parts.last?.allSatisfy(\.isNumber) ?? false)
        && text.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
    }
  }

  /// A statement.
  package struct Statement: Hashable, Sendable {
    /// Its name.
    package var sid: String
    /// False for a Deny.
    package var isAllowing: Bool
    /// Actions in order.
    package var actions: [String]
    /// ARNs in order.
    package var resources: [String]
    /// The name of a tag that the resource must have.
    package var tag: String?
  }

  /// The statements, in the order of the table.
  package var statements: [Statement]

  /// The least that a role needs.
  package init(_ role: AccessRole, at place: Place) {
    let allowed = Capability.allCases.filter(role.capabilities.contains)
      .flatMap(\.permissions)
    statements =
      Self.statements(allowed, isAllowing: true, at: place)
      + Self.statements(role.denied, isAllowing: false, at: place)
  }

  /// Groups permissions by statement and action: a statement grants each of its actions on each of
  /// its resources, so only those with the same resources may share one.
  private static func statements(
    _ permissions: [Permission], isAllowing: Bool, at place: Place
  ) -> [Statement] {
    var order: [String] = []
    var groups: [String: [Permission]] = [:]
    for permission in permissions {
      if groups[permission.statement] == nil { order.append(permission.statement) }
      groups[permission.statement, default: []].append(permission)
    }
    return order.compactMap { name in
      guard let group = groups[name], let first = group.first else { return nil }
      return Statement(
        sid: (isAllowing ? "" : "Never") + name, isAllowing: isAllowing,
        actions: unique(group.map(\.action)),
        resources: unique(group.map { $0.resource.arn(at: place) }), tag: first.tag)
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Permission.Resource {
  /// The ARN at a place.
  func arn(at place: AccessPolicy.Place) -> String {
    switch self {
    case .gateway(let path): "arn:\(place.partition):apigateway:\(place.region)::\(path)"
    case .logGroup(let name):
      "arn:\(place.partition):logs:\(place.region):\(place.account):log-group:\(name):*"
    case .secret(let name):
      "arn:\(place.partition):secretsmanager:\(place.region):\(place.account):secret:\(name)"
    case .any: "*"
    }
  }
}
