extension Capability {
  /// The capability, and its permission, that an action on a resource is part of. A permission that holds for some tags only is not what is missing
  /// where another holds for all.
  ///
  /// - Parameters:
  ///   - action: `apigateway:PATCH`.
  ///   - resource: an ARN; nil or `*` matches by the action alone.
  /// - Returns: nil for what the program needs for nothing.
  package static func needing(
    _ action: String, on resource: String?
  ) -> (capability: Capability, permission: Permission)? {
    let found = allCases.flatMap { capability in
      capability.permissions.filter { $0.covers(action, on: resource) }.map {
        (capability: capability, permission: $0)
      }
    }
    return found.first { $0.permission.tag == nil } ?? found.first
  }

  /// The least role that has it; nil when none has.
  package var leastRole: AccessRole? {
    [AccessRole.viewer, .operator, .manager].first { $0.capabilities.contains(self) }
  }
}

extension Permission {
  /// Whether an action on a resource is this permission's. Segments of a path are compared one by
  /// one, so that the ids of any length that services have had are recognised; a last `*` stands for
  /// any number of segments.
  func covers(_ action: String, on resource: String?) -> Bool {
    guard action.lowercased() == self.action.lowercased() else { return false }
    guard let resource, resource != "*" else { return true }
    let parts = resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else { return false }
    switch self.resource {
    case .gateway(let pattern): return parts[2] == "apigateway" && Self.fits(parts[5], pattern)
    case .logGroup: return parts[2] == "logs"
    case .secret: return parts[2] == "secretsmanager"
    case .any: return true
    }
  }

  private static func fits(_ path: Substring, _ pattern: String) -> Bool {
    let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    let isOpen = wanted.last == "*"
    guard given.count == wanted.count || isOpen && given.count > wanted.count else { return false }
    return zip(wanted, given).allSatisfy { pattern, segment in
      pattern == segment
        || !segment.isEmpty && (pattern == "*" || pattern.allSatisfy { $0 == "?" })
    }
  }
}
