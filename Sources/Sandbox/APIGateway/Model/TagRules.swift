/// What tags must be like.
enum TagRules {
  /// Checks names, values and number of tags.
  static func checked(_ tags: [String: String]) throws(ServiceFault) -> [String: String] {
    for (name, value) in tags.sorted(by: { $0.key < $1.key }) {
      guard !name.isEmpty, name.count <= 128 else {
        throw .badRequest("Tag keys must have between 1 and 128 characters")
      }
      guard !name.lowercased().hasPrefix("aws:") else {
        throw .badRequest("Tag keys cannot start with aws:")
      }
      guard value.count <= 256 else {
        throw .badRequest("Tag values can have at most 256 characters")
      }
      guard (name + value).unicodeScalars.allSatisfy(isAllowed) else {
        throw .badRequest("Tag keys and values can have only letters, digits, space and +-=._:/@")
      }
    }
    guard tags.count <= APIGatewayHandlers.Quotas.tags else {
      throw .badRequest("A resource can have at most \(APIGatewayHandlers.Quotas.tags) tags")
    }
    return tags
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || " +-=._:/@".unicodeScalars.contains(scalar)
  }
}
