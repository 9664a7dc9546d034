import SigV4

/// The one operation of STS that needs no permission.
package struct SecurityTokenService: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }

  /// Who the credentials belong to.
  package func getCallerIdentity(lane: Lane) async throws -> Answer<CallerIdentityRecord> {
    let request = AWSRequest(
      .sts, "GetCallerIdentity", "POST", [""],
      headers: [.init("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8), isMutating: false,
      awsCli: AWSCommandLine("sts", "get-caller-identity").text)
    return try await client.send(
      request, lane: lane, planned: { CallerIdentityRecord(account: "", arn: "", userId: "") },
      decode: { response throws(AWSError) in try Self.decode(response, request) })
  }

  /// Reads the answer as XML, or as JSON, which the real service sends to those who accept it.
  static func decode(
    _ response: WireResponse, _ request: AWSRequest
  ) throws(AWSError) -> CallerIdentityRecord {
    guard BodyForm(response.body) == .markup else {
      return try response.json(of: request) { reader throws(JSONFailure) in
        var fields: [String: String] = [:]
        try collect(&reader, into: &fields)
        return CallerIdentityRecord(
          account: try reader.need(fields["Account"], "Account"),
          arn: try reader.need(fields["Arn"], "Arn"), userId: fields["UserId"] ?? "")
      }
    }
    let xml = String(decoding: response.body, as: UTF8.self)
    guard let account = XMLText.content(of: "Account", in: xml),
      let arn = XMLText.content(of: "Arn", in: xml)
    else {
      throw .unreadable(
        request, status: response.status, requestId: response.header("x-amzn-requestid"),
        why: "is not what STS answers")
    }
    return CallerIdentityRecord(
      account: account, arn: arn, userId: XMLText.content(of: "UserId", in: xml) ?? "")
  }

  private static func collect(
    _ reader: inout JSONReader, into fields: inout [String: String]
  ) throws(JSONFailure) {
    try reader.object { name, reader throws(JSONFailure) in
      switch try reader.next() {
      case .object: try collect(&reader, into: &fields)
      case .string: fields[name] = try reader.string()
      default: try reader.skip()
      }
    }
  }
}
