// Tags, by ARN.
extension APIGateway {
  /// Sets tags; those not named stay.
  package func tagResource(
    arn: String, tags: [String: String], lane: Lane
  ) async throws -> Answer<Void> {
    let cli = AWSCommandLine("apigateway", "tag-resource")
      .with("--resource-arn", arn).with("--tags", map: tags)
    return try await change(
      Self.changing(
        "TagResource", "PUT", ["tags", arn], json: .object([("tags", .map(tags))]),
        repetition: .repeatable, cli: cli), lane: lane)
  }

  /// Takes tags away by their keys.
  package func untagResource(
    arn: String, keys: [String], lane: Lane
  ) async throws -> Answer<Void> {
    let cli = AWSCommandLine("apigateway", "untag-resource")
      .with("--resource-arn", arn).with("--tag-keys", each: keys)
    return try await change(
      Self.changing(
        "UntagResource", "DELETE", ["tags", arn], query: keys.map { ("tagKeys", $0) },
        repetition: .repeatable, cli: cli), lane: lane)
  }

  /// All tags of a thing.
  package func getTags(arn: String, lane: Lane) async throws -> Answer<[String: String]> {
    try await get("GetTags", ["tags", arn], lane: lane) { reader throws(JSONFailure) in
      var tags: [String: String] = [:]
      try reader.object { name, reader throws(JSONFailure) in
        guard name == "tags" else { return try reader.skip() }
        tags = try reader.stringMap()
      }
      return tags
    }
  }
}
