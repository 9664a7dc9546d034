/// What tags must be like.
enum TagRules {
  /// Checks names, values and number of tags.
  static func checked(_ tags: [String: String]) throws(ServiceFault) -> [String: String] {
    for (name, value) in tags.sorted(by: { $0.key < $1.key }) {
      guard !name.isEmpty, name.count <= 128 else {
        throw .badRequest("Tag keys must have between 1 and 128 characters")
      }
      try checkOwner(of: name)
      guard value.count <= 256 else {
        throw .badRequest("Tag values can have at most 256 characters")
      }
      guard (name + value).unicodeScalars.allSatisfy(isAllowed) else {
        throw .badRequest("Tag keys and values can have only letters, digits, space and +-=._:/@")
      }
    }
    try checkCount(of: tags)
    return tags
  }

  /// Checks that a tag is not one of AWS's own, which only AWS sets and removes.
  static func checkOwner(of name: String) throws(ServiceFault) {
    guard !name.lowercased().hasPrefix("aws:") else {
      throw .badRequest("Tag keys cannot start with aws:")
    }
  }

  /// Checks the number of tags of a thing; AWS's own do not count.
  static func checkCount(of tags: [String: String]) throws(ServiceFault) {
    guard tags.keys.count(where: { !$0.hasPrefix("aws:") }) <= APIGatewayHandlers.Quotas.tags else {
      throw .badRequest("A resource can have at most \(APIGatewayHandlers.Quotas.tags) tags")
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || " +-=._:/@".unicodeScalars.contains(scalar)
  }
}
