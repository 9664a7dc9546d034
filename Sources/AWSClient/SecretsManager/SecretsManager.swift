package import SigV4

/// AWS Secrets Manager (JSON 1.1). Bodies that hold a value are secret as a whole.
package struct SecretsManager: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }

  /// A secret's record; nil when there is none of that name or ARN.
  package func describeSecret(
    _ id: String, lane: Lane
  ) async throws -> Answer<SecretRecord?> {
    let request = AWSRequest.target(
      .secretsManager, "DescribeSecret", .object([("SecretId", .string(id))]))
    do {
      return try await client.send(
        request, lane: lane, planned: { nil },
        decode: { response throws(AWSError) in
          try response.json(of: request) { reader throws(JSONFailure) -> SecretRecord? in
            try SecretRecord(&reader)
          }
        })
    } catch let error as AWSError where error.code == "ResourceNotFoundException" {
      return Answer(value: nil, requestId: error.requestId, receivedAt: client.now)
    }
  }

  /// Makes a secret. The token (32 to 64 characters) makes it safe to send again: the same token and
  /// value make nothing twice.
  package func createSecret(
    name: String, value: SecretValue, description: String? = nil, tags: [String: String] = [:],
    token: String, lane: Lane
  ) async throws -> Answer<SecretRecord> {
    let tagList = JSONText.array(
      tags.sorted { $0.key < $1.key }.map {
        .object([("Key", .string($0.key)), ("Value", .string($0.value))])
      })
    var input: [(String, JSONText)] = [
      ("Name", .string(name)), ("ClientRequestToken", .string(token)),
    ]
    if let description { input.append(("Description", .string(description))) }
    input.append(("SecretString", .secret(value)))
    if !tags.isEmpty { input.append(("Tags", tagList)) }
    let cli = AWSCommandLine("secretsmanager", "create-secret")
      .with("--name", name).with("--client-request-token", token)
      .with("--description", description).with("--secret-string", value.description)
      .with("--tags", tags.isEmpty ? nil : tagList.masked)
      .orWhole(.object(input), values: [name, description])
    return try await change(
      "CreateSecret", .object(input), cli: cli, lane: lane,
      planned: SecretRecord(arn: "{newSecretArn}", name: name, versionId: token))
  }

  /// Gives a secret a new version, with a token as ``createSecret`` has it.
  package func putSecretValue(
    _ id: String, value: SecretValue, token: String, lane: Lane
  ) async throws -> Answer<SecretRecord> {
    let input: [(String, JSONText)] = [
      ("SecretId", .string(id)), ("ClientRequestToken", .string(token)),
      ("SecretString", .secret(value)),
    ]
    let cli = AWSCommandLine("secretsmanager", "put-secret-value")
      .with("--secret-id", id).with("--client-request-token", token)
      .with("--secret-string", value.description)
      .orWhole(.object(input), values: [id])
    return try await change(
      "PutSecretValue", .object(input), cli: cli, lane: lane,
      planned: SecretRecord(arn: id, name: id, versionId: token))
  }

  private func change(
    _ operation: String, _ input: JSONText, cli: AWSCommandLine, lane: Lane, planned: SecretRecord
  ) async throws -> Answer<SecretRecord> {
    let request = AWSRequest.target(
      .secretsManager, operation, input, isMutating: true, hasSecretBody: true, awsCli: cli,
      repetition: .repeatable)
    return try await client.send(
      request, lane: lane, planned: { planned },
      decode: { response throws(AWSError) in
        try response.json(of: request) { reader throws(JSONFailure) in try SecretRecord(&reader) }
      })
  }
}
