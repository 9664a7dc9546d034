import Foundation
import Logging
import SigV4
import Testing

@testable import AWSClient

@Suite("Secrets Manager")
struct SecretsManagerTests {
  private static let value = SecretValue("v4lueThatMustNotBeSeen0123456789")
  private static let token = "0123456789abcdef0123456789abcdef"
  private static let made =
    #"{"ARN":"arn:aws:secretsmanager:eu-west-1:1:secret:n-AbCdEf","Name":"n","VersionId":"\#(token)"}"#

  private static func body(_ request: WireRequest) -> String {
    String(decoding: request.body, as: UTF8.self)
  }

  @Test("Making a secret and giving it a version")
  func change() async throws {
    let bench = Bench([.json(Self.made), .json(Self.made)])
    let secrets = SecretsManager(client: bench.client)
    let record = SecretRecord(
      arn: "arn:aws:secretsmanager:eu-west-1:1:secret:n-AbCdEf", name: "n", versionId: Self.token)
    #expect(
      try await secrets.createSecret(
        name: "n", value: Self.value, description: "d \"q\"", tags: ["b": "2", "a": "1"],
        token: Self.token, lane: .interactive
      ).value == record)
    #expect(
      try await secrets.putSecretValue(
        "n", value: Self.value, token: Self.token, lane: .interactive
      ).value == record)
    #expect(
      bench.network.requests.map(Self.body) == [
        #"{"Name":"n","ClientRequestToken":"0123456789abcdef0123456789abcdef","Description":"d \"q\"","SecretString":"v4lueThatMustNotBeSeen0123456789","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}"#,
        #"{"SecretId":"n","ClientRequestToken":"0123456789abcdef0123456789abcdef","SecretString":"v4lueThatMustNotBeSeen0123456789"}"#,
      ])
    let request = try #require(bench.network.requests.first)
    #expect("\(request.method) \(request.target)" == "POST /")
    #expect(request.header("host") == "secretsmanager.eu-west-1.amazonaws.com")
    #expect(request.header("content-type") == "application/x-amz-json-1.1")
    #expect(
      bench.network.requests.map { $0.header("x-amz-target") } == [
        "secretsmanager.CreateSecret", "secretsmanager.PutSecretValue",
      ])
    #expect(
      request.header("authorization")?.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/eu-west-1/secretsmanager/aws4_request, ")
        == true)
  }

  @Test("Looking for a secret")
  func describe() async throws {
    let bench = Bench([
      .json(#"{"ARN":"arn:1","Name":"n","Tags":[],"CreatedDate":1.7E9}"#),
      .json(#"{"ARN":"arn:1","Name":"n","DeletedDate":1.7000001E9}"#),
      .json(
        #"{"__type":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret."}"#,
        status: 400),
      .json(#"{"__type":"AccessDeniedException","Message":"no"}"#, status: 400),
    ])
    let secrets = SecretsManager(client: bench.client)
    #expect(
      try await secrets.describeSecret("n", lane: .interactive).value
        == SecretRecord(arn: "arn:1", name: "n"))
    #expect(
      try await secrets.describeSecret("n", lane: .interactive).value
        == SecretRecord(arn: "arn:1", name: "n", isBeingDeleted: true))
    let missing = try await secrets.describeSecret("n", lane: .interactive)
    #expect(missing.value == nil)
    #expect(missing.requestId == "request-1")
    let error = try await awsError { try await secrets.describeSecret("n", lane: .interactive) }
    #expect(error?.code == "AccessDeniedException")
    #expect(error?.message == "no")
    #expect(Self.body(bench.network.requests[0]) == #"{"SecretId":"n"}"#)
  }

  @Test("The token makes a change repeatable after an answer that was lost")
  func repeats() async throws {
    let bench = Bench([
      .lost(.connectionClosed, sent: true),
      .json(#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#, status: 400),
      .json(Self.made),
    ])
    let answer = try await SecretsManager(client: bench.client).createSecret(
      name: "n", value: Self.value, token: Self.token, lane: .interactive)
    #expect(answer.value.name == "n")
    #expect(bench.network.requests.count == 3)
    #expect(Set(bench.network.requests.map(Self.body)).count == 1)
  }

  @Test("A full account is told at once")
  func limit() async throws {
    let bench = Bench([
      .json(#"{"__type":"LimitExceededException","Message":"full"}"#, status: 400)
    ])
    let error = try await awsError {
      try await SecretsManager(client: bench.client).createSecret(
        name: "n", value: Self.value, token: Self.token, lane: .interactive)
    }
    #expect(error?.code == "LimitExceededException")
    #expect(error?.attempts == 1)
    #expect(error?.mayHaveBeenApplied == false)
  }

  @Test("A dry run shows the change masked; a read-only client refuses it")
  func modes() async throws {
    let planned = PlannedRequests()
    let bench = Bench([], mode: .dryRun(planned))
    let secrets = SecretsManager(client: bench.client)
    let record = try await secrets.createSecret(
      name: "team/acme", value: Self.value, tags: ["owner": "a b"], token: Self.token,
      lane: .interactive)
    #expect(
      record.value
        == SecretRecord(arn: "{newSecretArn}", name: "team/acme", versionId: Self.token))
    _ = try await secrets.putSecretValue(
      "file://x", value: Self.value, token: Self.token, lane: .interactive)
    #expect(
      planned.all == [
        PlannedRequest(
          method: "POST", path: "/",
          body:
            #"{"Name":"team/acme","ClientRequestToken":"0123456789abcdef0123456789abcdef","SecretString":"••••","Tags":[{"Key":"owner","Value":"a b"}]}"#,
          awsCli:
            #"aws secretsmanager create-secret --name team/acme --client-request-token 0123456789abcdef0123456789abcdef --secret-string •••• --tags '[{"Key":"owner","Value":"a b"}]'"#
        ),
        PlannedRequest(
          method: "POST", path: "/",
          body:
            #"{"SecretId":"file://x","ClientRequestToken":"0123456789abcdef0123456789abcdef","SecretString":"••••"}"#,
          awsCli:
            #"aws secretsmanager put-secret-value --cli-input-json '{"SecretId":"file://x","ClientRequestToken":"0123456789abcdef0123456789abcdef","SecretString":"••••"}'"#
        ),
      ])
    #expect(bench.network.requests == [])
    let readOnly = Bench([], mode: .readOnly)
    let error = try await awsError {
      try await SecretsManager(client: readOnly.client).putSecretValue(
        "n", value: Self.value, token: Self.token, lane: .interactive)
    }
    #expect(error?.kind == .readOnly)
  }

  @Test("No value is logged, not by an error that quotes it either")
  func log() async throws {
    let lines = LogTests.Lines()
    let bench = Bench(
      [
        .json(Self.made),
        .json(
          #"{"__type":"InvalidParameterException","Message":"bad v4lueThatMustNotBeSeen0123456789"}"#,
          status: 400),
        .json(
          #"{"events":[{"timestamp":1,"message":"key v4lueThatMustNotBeSeen0123456789"}]}"#),
      ], logger: Logger(label: "t") { _ in LogTests.Handler(lines: lines, logLevel: .trace) })
    let secrets = SecretsManager(client: bench.client)
    _ = try await secrets.createSecret(
      name: "n", value: Self.value, token: Self.token, lane: .interactive)
    _ = try await awsError {
      try await secrets.putSecretValue(
        "n", value: Self.value, token: Self.token, lane: .interactive)
    }
    _ = try await CloudWatchLogs(client: bench.client).filterLogEvents(
      group: "g", from: Date(timeIntervalSince1970: 0),
      pattern: "v4lueThatMustNotBeSeen0123456789", lane: .interactive)
    #expect(lines.text.contains("CreateSecret: POST https://secretsmanager.eu-west-1"))
    #expect(lines.text.contains("FilterLogEvents: 200"))
    #expect(!lines.text.contains("v4lue"))
  }

  @Test("Endpoints by variable and by section")
  func endpoints() throws {
    let surroundings = Surroundings(
      environment: [
        "AWS_CONFIG_FILE": "/c", "AWS_PROFILE": "p",
        "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://127.0.0.1:1/",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://127.0.0.1:2",
      ], readFile: { $0 == "/c" ? "[profile p]\nregion = eu-west-1\n" : nil })
    let endpoints = try surroundings.resolveEndpoints()
    #expect(endpoints[.logs]?.text == "http://127.0.0.1:1")
    #expect(endpoints[.secretsManager]?.text == "http://127.0.0.1:2")
    #expect(endpoints[.apiGateway] == nil)
  }
}
