import Testing

@testable import Sandbox

@Suite("Policies of IAM")
struct PolicyTests {
  @Test(
    "Patterns match as IAM's do",
    arguments: [
      ("arn:aws:apigateway:eu-west-1::/apikeys/abc", "arn:aws:apigateway:*::/apikeys/*", true),
      ("arn:aws:apigateway:eu-west-1::/apikeys", "arn:aws:apigateway:*::/apikeys/*", false),
      ("/usageplans/ab12cd", "/usageplans/??????", true),
      ("/usageplans/ab12cd/keys", "/usageplans/??????", false),
      ("/usageplans/ab12cd/keys/x", "/usageplans/*/keys*", true),
      ("", "*", true), ("a", "", false), ("ab", "*a?b", false), ("aaab", "*a?b", true),
    ])
  func glob(text: String, pattern: String, expected: Bool) {
    #expect(Glob.matches(text, pattern) == expected)
  }

  @Test("A pattern of many stars takes no time to speak of")
  func stars() {
    let text = String(repeating: "a", count: 2_000)
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!Glob.matches(text, pattern))
  }

  @Test("A deny wins, whatever else allows")
  func deny() throws {
    let policy = try Policy(
      json: Array(
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"apigateway:*","Resource":"*"},
          {"Effect":"Deny","Action":["apigateway:DELETE"],"Resource":["*/apikeys/*"]}]}
        """.utf8))
    let delete = PolicyRequest(action: "apigateway:DELETE", resource: "arn:x::/apikeys/a")
    let patch = PolicyRequest(action: "apigateway:PATCH", resource: "arn:x::/apikeys/a")
    let logs = PolicyRequest(action: "logs:FilterLogEvents", resource: "*")
    #expect(policy.verdict(on: delete) == .denied)
    #expect(policy.verdict(on: patch) == .allowed)
    #expect(policy.verdict(on: logs) == .notAllowed)
  }

  @Test("A condition on a tag holds only for what has it")
  func condition() throws {
    let policy = try Policy(
      json: Array(
        """
        {"Statement":{"Effect":"Allow","Action":"apigateway:DELETE","Resource":"*",
          "Condition":{"Null":{"aws:ResourceTag/tollgate:rotation":"false"}}}}
        """.utf8))
    var request = PolicyRequest(action: "apigateway:DELETE", resource: "arn:x::/apikeys/a")
    #expect(policy.verdict(on: request) == .notAllowed)
    request.tags = ["tollgate:rotation": "abc"]
    #expect(policy.verdict(on: request) == .allowed)
  }

  @Test(
    "What cannot be enforced is refused at the start",
    arguments: [
      ("[", "The policy is not JSON."),
      ("{}", "The policy has no Statement."),
      (
        #"{"Statement":[{"Effect":"Allow","NotAction":"a","Resource":"*"}]}"#,
        "Statement 1 of the policy has NotAction, which the sandbox does not enforce."
      ),
      (
        #"{"Statement":[{"Effect":"Maybe","Action":"a","Resource":"*"}]}"#,
        "The Effect of statement 1 of the policy is not Allow or Deny."
      ),
      (
        #"{"Statement":[{"Effect":"Allow","Action":"a","Resource":[]}]}"#,
        "The Resource of statement 1 of the policy is no text or list of texts."
      ),
      (
        #"{"Statement":[{"Effect":"Allow","Action":"a","Resource":"*","Condition":{"Bool":{"aws:x":"true"}}}]}"#,
        "Statement 1 of the policy has the condition Bool, which the sandbox does not enforce."
      ),
    ])
  func faults(json: String, sentence: String) {
    #expect {
      _ = try Policy(json: Array(json.utf8))
    } throws: { error in
      (error as? Policy.Fault)?.description == sentence
    }
  }
}
