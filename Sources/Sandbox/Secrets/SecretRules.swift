/// What requests about secrets must be like, with AWS's sentences.
enum SecretRules {
  /// Checks a name.
  static func name(_ name: String?) throws(ServiceFault) -> String {
    guard let name, !name.isEmpty else {
      throw .invalidParameter("You must provide a value for the Name parameter.")
    }
    let isAllowed =
      name.utf8.count <= 512
      && name.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "/_+=.@-!".contains($0))
      }
    guard isAllowed else {
      throw ServiceFault(
        status: 400, code: "ValidationException",
        message: "Invalid name. Must be a valid name containing alphanumeric characters, or any "
          + "of the following: -/_+=.@!")
    }
    return name
  }

  /// The token that makes a request safe to send again; SDKs always send one.
  static func token(_ body: JSONBody) throws(ServiceFault) -> String {
    guard let token = try body.string("ClientRequestToken"), !token.isEmpty else {
      throw ServiceFault(
        status: 400, code: "InvalidRequestException",
        message: "You must provide a ClientRequestToken value. We recommend a UUID-type value.")
    }
    guard (32...64).contains(token.count) else {
      throw .invalidParameter(
        "ClientRequestToken must be 32-64 characters long.")
    }
    return token
  }

  /// What a request wants kept; nil when it says nothing.
  static func content(_ body: JSONBody) throws(ServiceFault) -> Secret.Content? {
    let text = try body.string("SecretString")
    let binary = try body.string("SecretBinary")
    if text != nil, binary != nil {
      throw .invalidParameter(
        "You can't specify both a binary secret value and a string secret value in the same secret."
      )
    }
    guard (text ?? binary ?? "").utf8.count <= 65_536 else {
      throw ServiceFault(
        status: 400, code: "ValidationException",
        message: "1 validation error detected: Value at 'secretString' failed to satisfy "
          + "constraint: Member must have length less than or equal to 65536")
    }
    return text.map { .text($0) } ?? binary.map { .binary($0) }
  }

  /// Tags as Secrets Manager takes them: a list of keys and values.
  static func tags(_ body: JSONBody) throws(ServiceFault) -> [String: String] {
    var tags: [String: String] = [:]
    for tag in try body.objects("Tags") {
      guard let key = try tag.string("Key"), !key.isEmpty else {
        throw .invalidParameter("Tag keys must have between 1 and 128 characters.")
      }
      guard !key.lowercased().hasPrefix("aws:") else {
        throw .invalidParameter(
          "aws: prefixed tag key names are not allowed for external use.")
      }
      guard tags.updateValue(try tag.string("Value") ?? "", forKey: key) == nil else {
        throw .invalidParameter("Duplicate tag keys are not allowed: \(key)")
      }
    }
    guard tags.count <= APIGatewayHandlers.Quotas.tags else {
      throw .invalidParameter("A secret can have at most \(APIGatewayHandlers.Quotas.tags) tags.")
    }
    return tags
  }
}
