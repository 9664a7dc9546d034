import SigV4

/// The control plane of API Gateway's REST APIs, one method per operation.
///
/// Every method throws ``AWSError``, or `CancellationError` as ``AWSClient`` says. Changing
/// operations of a read-only client throw before anything is sent; those of a dry-run client record
/// a ``PlannedRequest`` and return a plausible record made from the input (the id of a thing that
/// would be created is `{newKeyId}` or `{newPlanId}`); for patches of things that exist the record
/// is the thing as it is, with the patch laid over it.
package struct APIGateway: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }
}

// How the operations are built; each resource's operations are in a file of their own.
extension APIGateway {
  /// Sends a read and decodes its body.
  func get<Value: Sendable>(
    _ operation: String, _ path: [String], query: [(String, String?)] = [],
    hasSecretAnswer: Bool = false, lane: Lane,
    decode: @escaping @Sendable (inout JSONReader) throws(JSONFailure) -> Value
  ) async throws -> Answer<Value> {
    let request = AWSRequest(
      .apiGateway, operation, "GET", path, query: query, isMutating: false,
      hasSecretAnswer: hasSecretAnswer)
    return try await client.send(
      request, lane: lane, planned: { throw Self.readIsNotPlanned(request) },
      decode: { response throws(AWSError) in try response.json(of: request, decode) })
  }

  /// Sends a change with a JSON body and decodes the answer.
  func change<Value: Sendable>(
    _ request: AWSRequest, lane: Lane,
    onWait: @escaping @Sendable (Double) -> Void = { _ in },
    planned: @escaping @Sendable () async throws -> Value,
    decode: @escaping @Sendable (inout JSONReader) throws(JSONFailure) -> Value
  ) async throws -> Answer<Value> {
    try await client.send(
      request, lane: lane, onWait: onWait, planned: planned,
      decode: { response throws(AWSError) in try response.json(of: request, decode) })
  }

  /// Sends a change whose answer says nothing. A page of a proxy in between says something, and
  /// not that the change was made.
  func change(_ request: AWSRequest, lane: Lane) async throws -> Answer<Void> {
    try await client.send(
      request, lane: lane, planned: {},
      decode: { response throws(AWSError) in
        let first = response.body.first { !" \t\r\n".utf8.contains($0) }
        guard let first, first != UInt8(ascii: "{") else { return }
        throw .unreadable(
          request, status: response.status, requestId: response.header("x-amzn-requestid"),
          why: "has a body that is not JSON")
      })
  }

  /// Makes a changing request.
  static func changing(
    _ operation: String, _ method: String, _ path: [String], query: [(String, String?)] = [],
    json: JSONText? = nil, hasSecretBody: Bool = false, hasSecretAnswer: Bool = false,
    repetition: AWSRequest.Repetition, cli: AWSCommandLine
  ) -> AWSRequest {
    AWSRequest(
      .apiGateway, operation, method, path, query: query,
      headers: json == nil ? [] : [.init("Content-Type", "application/json")],
      body: json?.bytes ?? [], shownBody: json?.masked, isMutating: true,
      hasSecretBody: hasSecretBody, hasSecretAnswer: hasSecretAnswer, awsCli: cli.text,
      repetition: repetition)
  }

  /// A patch that only replaces may be sent twice; adding and removing may not.
  static func repetition(of patch: [PatchOperation]) -> AWSRequest.Repetition {
    patch.allSatisfy { $0.op == "replace" } ? .repeatable : .onlyIfNotApplied
  }

  /// The page size as the service takes it.
  static func limit(_ limit: Int) -> String { String(min(max(limit, 1), 500)) }

  /// True for the id of a thing that a dry run did not create.
  static func isPlaceholder(_ id: String) -> Bool { id.hasPrefix("{") }

  private static func readIsNotPlanned(_ request: AWSRequest) -> AWSError {
    AWSError(
      kind: .configuration, code: "NotPlanned",
      message: "\(request.operation) changes nothing and is never held back.",
      operation: request.operation, attempts: 0)
  }
}
