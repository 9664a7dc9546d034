import Testing

@testable import GatewayKit

/// What is known of a caller's permissions, as requests end.
@Suite("Known permissions")
struct KnownAccessTests {
  static func arn(_ path: String) -> String { "arn:aws:apigateway:us-east-1::\(path)" }

  static func denied(_ action: String, _ path: String) -> DeniedPermission {
    DeniedPermission(
      capability: Capability.needing(action, on: arn(path))?.capability, action: action,
      arn: arn(path), said: "no")
  }

  @Test("A refusal takes its capability away and no other; an answer gives it back")
  func comesAndGoes() {
    var access = KnownAccess()
    #expect(access.isEmpty)
    access.deny(Self.denied("apigateway:PATCH", "/apikeys/k1"))
    #expect(access.denial(of: .switchKeys) == Self.denied("apigateway:PATCH", "/apikeys/k1"))
    #expect(
      Capability.allCases.filter { access.denial(of: $0) != nil } == [.switchKeys])
    access.allow("apigateway:PATCH", on: Self.arn("/apikeys/k2"))
    #expect(access.denial(of: .switchKeys) == nil)
  }

  @Test("What is refused on one resource and works on another is not taken away")
  func perResource() {
    var access = KnownAccess()
    access.allow("apigateway:GET", on: Self.arn("/usageplans/p1/keys"))
    access.deny(Self.denied("apigateway:GET", "/usageplans/p2/keys"))
    #expect(access.denial(of: .readPlanKeys) == nil)
    #expect(access.denial(of: .readPlanKeys, onPath: "/usageplans/p1/keys") == nil)
    #expect(
      access.denial(of: .readPlanKeys, onPath: "/usageplans/p2/keys")
        == Self.denied("apigateway:GET", "/usageplans/p2/keys"))
    // The last one that worked works no more.
    access.deny(Self.denied("apigateway:GET", "/usageplans/p1/keys"))
    #expect(access.denial(of: .readPlanKeys) != nil)
  }

  @Test("Listing keys and reading one are told apart, and either is missed")
  func lists() {
    var access = KnownAccess()
    access.deny(Self.denied("apigateway:GET", "/apikeys"))
    access.allow("apigateway:GET", on: Self.arn("/apikeys/k1"))
    #expect(access.denial(of: .readKeys) == Self.denied("apigateway:GET", "/apikeys"))
    access.allow("apigateway:GET", on: Self.arn("/apikeys"))
    #expect(access.denial(of: .readKeys) == nil)
  }

  @Test("Tags that come with a creation are another matter than tagging")
  func tags() {
    var access = KnownAccess()
    access.deny(Self.denied("apigateway:POST", "/tags/arn%3Aaws%3Aapigateway"))
    #expect(access.denial(of: .tagKeys) != nil)
    #expect(access.denial(of: .tagKeys, actions: ["apigateway:PUT", "apigateway:DELETE"]) == nil)
  }

  @Test("A person's asking again forgets changes; reads stand until they are answered")
  func forgetting() {
    var access = KnownAccess()
    access.deny(Self.denied("apigateway:PATCH", "/apikeys/k1"))
    access.deny(Self.denied("apigateway:GET", "/apikeys"))
    access.forgetChanges()
    #expect(access.denial(of: .switchKeys) == nil)
    #expect(access.denial(of: .readKeys) != nil)
  }

  @Test("What nothing needs is not kept")
  func unneeded() {
    var access = KnownAccess()
    access.deny(Self.denied("apigateway:GET", "/account"))
    #expect(access.isEmpty)
    access.allow("apigateway:GET", on: Self.arn("/usageplans"))
    #expect(access.deniedOnly == KnownAccess())
  }
}
