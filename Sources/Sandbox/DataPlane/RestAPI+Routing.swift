/// Finds the resource and the method that a call means.
extension RestAPI {
  /// The resource and method of a path and verb; nil when there is none.
  ///
  /// Plain parts of a path win over parameters, and those over a greedy parameter (`{proxy+}`).
  func route(_ verb: String, _ path: [String]) -> (resource: Resource, method: Method)? {
    var best: (rank: [Int], resource: Resource)?
    for resource in resources {
      guard let rank = Self.rank(of: resource.path, for: path) else { continue }
      if let found = best, !rank.lexicographicallyPrecedes(found.rank) { continue }
      best = (rank, resource)
    }
    guard let resource = best?.resource,
      let method = resource.methods.first(where: { $0.verb == verb })
        ?? resource.methods.first(where: { $0.verb == "ANY" })
    else { return nil }
    return (resource, method)
  }

  /// How exactly a pattern fits a path, a number for each part and lower for the better fit; nil
  /// when it does not fit.
  private static func rank(of pattern: String, for path: [String]) -> [Int]? {
    let parts = pattern.split(separator: "/")
    var rank: [Int] = []
    for (index, part) in parts.enumerated() {
      guard index < path.count, !path[index].isEmpty else { return nil }
      if part.hasPrefix("{"), part.hasSuffix("+}") { return rank + [2] }
      if part.hasPrefix("{"), part.hasSuffix("}") {
        rank.append(1)
      } else if part == path[index] {
        rank.append(0)
      } else {
        return nil
      }
    }
    return parts.count == path.count ? rank : nil
  }
}
