import Testing

@testable import Sandbox

@Suite("Secrets Manager")
struct SecretStories {
  private static let token = "00000000-0000-4000-8000-00000000000"

  private func ask(_ caller: Caller, _ operation: String, _ fields: String) async throws -> Heard {
    try await caller.call("secretsmanager", "secretsmanager.\(operation)", "{\(fields)}")
  }

  private func refusal(_ code: String, _ message: String) -> Heard {
    Heard(400, "{\"__type\":\"\(code)\",\"message\":\"\(message)\"}", errorType: code)
  }

  private func content(_ value: String, token: Int) -> String {
    "\"SecretString\":\"\(value)\",\"ClientRequestToken\":\"\(Self.token)\(token)\""
  }

  @Test("A secret is made once, gets versions, and says which is which")
  func versions() async throws {
    try await story { caller in
      let made = try await ask(
        caller, "CreateSecret", "\"Name\":\"a/b\"," + content("one", token: 1))
      let arn = try #require(made.text("ARN"))
      #expect(arn.hasPrefix("arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-"))
      #expect(arn.count == "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-".count + 6)
      expect(
        made,
        Heard(
          200, "{\"ARN\":\"\(arn)\",\"Name\":\"a/b\",\"VersionId\":\"\(Self.token)1\"}"))
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"a/b\"," + content("one", token: 1)), made)
      let exists = refusal(
        "ResourceExistsException",
        "The operation failed because the secret a/b already exists.")
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"a/b\"," + content("two", token: 1)), exists)
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"a/b\"," + content("one", token: 2)), exists)
      caller.clock.advance(10)
      let put = Heard(
        200,
        "{\"ARN\":\"\(arn)\",\"Name\":\"a/b\",\"VersionId\":\"\(Self.token)2\","
          + "\"VersionStages\":[\"AWSCURRENT\"]}")
      for _ in 0..<2 {
        try await expect(
          ask(caller, "PutSecretValue", "\"SecretId\":\"a/b\"," + content("two", token: 2)), put)
      }
      _ = try await ask(
        caller, "PutSecretValue", "\"SecretId\":\"\(arn)\"," + content("three", token: 3))
      try await expect(
        ask(caller, "DescribeSecret", "\"SecretId\":\"\(arn.dropLast(7))\""),
        Heard(
          200,
          "{\"ARN\":\"\(arn)\",\"Name\":\"a/b\",\"LastChangedDate\":1773835210.0,\"Tags\":[],"
            + "\"VersionIdsToStages\":{\"\(Self.token)2\":[\"AWSPREVIOUS\"],"
            + "\"\(Self.token)3\":[\"AWSCURRENT\"]},\"CreatedDate\":1773835200.0}"))
      try await expect(
        ask(caller, "GetSecretValue", "\"SecretId\":\"a/b\",\"VersionStage\":\"AWSPREVIOUS\"")
          .text("SecretString"), "two")
      try await expect(
        ask(caller, "GetSecretValue", "\"SecretId\":\"a/b\",\"VersionId\":\"\(Self.token)1\"")
          .text("SecretString"), "one")
      try await expect(
        ask(caller, "PutSecretValue", "\"SecretId\":\"a/b\"," + content("other", token: 3)),
        refusal(
          "ResourceExistsException",
          "You can't use ClientRequestToken \(Self.token)3 because that value is already in use "
            + "for a version of secret \(arn)."))
    }
  }

  @Test("Marked for deletion it takes and gives nothing, restored it does again")
  func deletion() async throws {
    try await story { caller in
      _ = try await ask(caller, "CreateSecret", "\"Name\":\"s\"," + content("one", token: 1))
      try await expect(ask(caller, "DeleteSecret", "\"SecretId\":\"s\"").status, 200)
      let marked = refusal(
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was marked for deletion.")
      try await expect(ask(caller, "GetSecretValue", "\"SecretId\":\"s\""), marked)
      try await expect(
        ask(caller, "PutSecretValue", "\"SecretId\":\"s\"," + content("two", token: 2)), marked)
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"s\"," + content("one", token: 1)),
        refusal(
          "InvalidRequestException",
          "You can't create this secret because a secret with this name is already scheduled for "
            + "deletion."))
      let seen = try await ask(caller, "DescribeSecret", "\"SecretId\":\"s\"").body
      #expect(seen.contains("\"DeletedDate\":1776427200.0"))
      try await expect(ask(caller, "RestoreSecret", "\"SecretId\":\"s\"").status, 200)
      try await expect(
        ask(caller, "GetSecretValue", "\"SecretId\":\"s\"").text("SecretString"), "one")
      _ = try await ask(
        caller, "DeleteSecret", "\"SecretId\":\"s\",\"ForceDeleteWithoutRecovery\":true")
      try await expect(
        ask(caller, "DescribeSecret", "\"SecretId\":\"s\""),
        refusal(
          "ResourceNotFoundException", "Secrets Manager can't find the specified secret."))
    }
  }

  @Test("What is wrong is said in the service's words")
  func refusals() async throws {
    try await story { caller in
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"a b\"," + content("x", token: 1)),
        refusal(
          "ValidationException",
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
            + "following: -/_+=.@!"))
      try await expect(
        ask(caller, "CreateSecret", "\"Name\":\"a\",\"ClientRequestToken\":\"short\""),
        refusal(
          "InvalidParameterException", "ClientRequestToken must be 32-64 characters long."))
      try await expect(
        ask(
          caller, "CreateSecret",
          "\"Name\":\"a\",\"Tags\":[{\"Key\":\"aws:x\",\"Value\":\"\"}]," + content("x", token: 1)),
        refusal(
          "InvalidParameterException",
          "aws: prefixed tag key names are not allowed for external use."))
    }
  }
}
