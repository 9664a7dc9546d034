import Foundation
import GatewayKit
import Testing

/// What the doctor says of a context.
@Suite struct DoctorContextTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_000)

  /// A context in which everything was answered.
  static func good(_ change: (inout ContextFacts) -> Void = { _ in }) -> [DoctorLine] {
    var facts = ContextFacts(context: GatewayContext(profile: "prod", region: "eu-west-1"))
    facts.regionSource = "AWS_REGION"
    facts.source = "profile prod in ~/.aws/credentials"
    facts.keyTail = "ABCD"
    facts.account = "123456789012"
    facts.arn = "arn:aws:iam::123456789012:user/me"
    facts.clockOffset = 0.4
    facts.firstSeconds = 0.2
    facts.warmSeconds = 0.03
    facts.probes = ContextProbe.Kind.allCases.map { ContextProbe($0, .allowed(nil)) }
    facts.isComplete = true
    change(&facts)
    return facts.lines(now: now, limit: 10)
  }

  static func error(
    _ kind: GatewayError.Kind, _ code: String, _ message: String, _ advice: String = "Do it."
  ) -> GatewayError {
    GatewayError(kind: kind, code: code, message: message, advice: advice)
  }

  @Test func aContextWithoutAnythingNamesBoth() {
    var facts = ContextFacts(context: GatewayContext(profile: "default", region: ""))
    facts.failure = Self.error(.credentials, "NoCredentials", "No AWS credentials were found.")
    #expect(
      facts.lines(now: Self.now, limit: 10).told == [
        "ok context: profile default, no region",
        "failed credentials: No AWS credentials were found → Do it",
        "failed region: none is given → Add --region or set AWS_REGION, or run: aws configure set "
          + "region eu-central-1",
        "unknown permissions: not asked: there is nobody to ask as",
      ])
  }

  @Test func aBrokenFileIsNoMissingRegion() {
    var facts = ContextFacts(context: GatewayContext(profile: "default", region: ""))
    facts.failure = Self.error(.usage, "BrokenFile", "Line 3 of ~/.aws/config cannot be read.")
    #expect(
      facts.lines(now: Self.now, limit: 10).told == [
        "ok context: profile default, no region",
        "failed settings: Line 3 of ~/.aws/config cannot be read → Do it",
        "unknown permissions: not asked: there is nobody to ask as",
      ])
  }

  @Test func aContextInOrder() {
    #expect(
      Self.good().told == [
        "ok context: profile prod, region eu-west-1 (AWS_REGION)",
        "ok credentials: from profile prod in ~/.aws/credentials, access key …ABCD",
        "ok identity: arn:aws:iam::123456789012:user/me",
        "ok expiry: none, as far as the credentials say",
        "ok clock: within 2 s of the service's clock",
        "ok latency: 200 ms for the first request, 30 ms for the next",
        "ok protection: neither read-only nor protected",
        "ok plans: allowed", "ok keys: allowed", "ok APIs: allowed", "ok usage: allowed",
        "ok plan keys: allowed", "ok account: allowed", "ok access logs: allowed",
        "unknown changes: not probed: that would change something → Compare the policy of the caller "
          + "with what tollgate iam "
          + "operator --region eu-west-1 --account 123456789012 prints",
      ])
  }

  @Test(
    arguments: [
      (
        GatewayError.Kind.credentials, "SSOExpired",
        "The IAM Identity Center session of the profile prod has ended: run “aws sso login --profile "
          + "prod”.",
        "failed credentials: The IAM Identity Center session of the profile prod has ended → Run: aws "
          + "sso login --profile prod"
      ),
      (
        .credentials, "LoginExpired",
        "The profile prod has to log in again: run “aws login --profile prod”.",
        "failed credentials: The profile prod has to log in again → Run: aws login --profile prod"
      ),
      (
        .credentials, "SSORenewable", "It has to be renewed.",
        "warning credentials: It has to be renewed → Run: tollgate keys list --profile prod, or the "
          + "line that signs in anew: aws sso login --profile prod"
      ),
      (
        .credentials, "NeedsMFA", "It needs a code.",
        "warning credentials: It needs a code → Run a command such as tollgate keys list --profile "
          + "prod in a terminal, which asks for the code"
      ),
      (
        .credentials, "NoSuchProfile", "There is no profile prod; there are a, b.",
        "failed credentials: There is no profile prod; there are a, b → Name one that is there with "
          + "--profile, or add it: aws configure --profile prod"
      ),
      (
        .usage, "NoRegion", "No region is given.",
        "failed settings: No region is given → Add --region or set AWS_REGION, or run: aws configure set "
          + "region eu-central-1 --profile prod"
      ),
      (
        .usage, "InvalidEndpoint", "It is no URL.", "failed settings: It is no URL → Do it"
      ),
    ] as [(GatewayError.Kind, String, String, String)])
  func aContextThatCannotBeOpened(
    _ kind: GatewayError.Kind, _ code: String, _ message: String, _ expected: String
  ) {
    let lines = Self.good { $0.failure = Self.error(kind, code, message) }
    #expect(
      lines.told.dropFirst() == [
        expected, "unknown permissions: not asked: there is nobody to ask as",
      ])
  }

  @Test(
    arguments: [
      (3600.0, "ok expiry: the credentials end in 60 min"),
      (900, "ok expiry: the credentials end in 15 min"),
      (
        899,
        "warning expiry: the credentials end in 14 min → Renew them where they come from: "
          + "environment"
      ),
      (
        60,
        "warning expiry: the credentials end in 60 s → Renew them where they come from: environment"
      ),
      (
        0,
        "failed expiry: the credentials ended 0 s ago → Renew them where they come from: environment"
      ),
      (
        -7500,
        "failed expiry: the credentials ended 2 h 5 min ago → Renew them where they come from: "
          + "environment"
      ),
    ] as [(Double, String)])
  func theEndOfCredentials(_ left: Double, _ expected: String) {
    let lines = Self.good {
      $0.source = "environment"
      $0.expiresAt = Self.now + left
    }
    #expect(lines.told("expiry") == expected)
  }

  @Test func theEndNamesTheLineThatSignsIn() {
    let lines = Self.good {
      $0.expiresAt = Self.now + 100
      $0.signIn = "aws sso login --profile prod"
    }
    #expect(
      lines.told("expiry")
        == "warning expiry: the credentials end in 100 s → Run: aws sso login --profile prod")
  }

  @Test func anEndIsJudgedByTheClockThatSigns() {
    let lines = Self.good {
      $0.expiresAt = Self.now + 7200
      $0.clockOffset = 7300
      $0.isClockCorrected = true
    }
    #expect(lines.first { $0.check == "expiry" }?.state == .failed)
  }

  @Test(
    arguments: [
      (59.0, false, "ok clock: within 59 s of the service's clock"),
      (-2, false, "ok clock: within 2 s of the service's clock"),
      (
        60, false,
        "warning clock: this computer's clock is 60 s slow; from 5 min on AWS refuses → CURE"
      ),
      (
        -239, false,
        "warning clock: this computer's clock is 3 min fast; from 5 min on AWS refuses → CURE"
      ),
      (
        240, false,
        "failed clock: this computer's clock is 4 min slow, which AWS refuses from 5 min on → CURE"
      ),
      (
        420, true,
        "warning clock: this computer's clock is 7 min slow; requests are signed with the service's → "
          + "CURE"
      ),
    ] as [(Double, Bool, String)])
  func theClock(_ offset: Double, _ isCorrected: Bool, _ expected: String) {
    let lines = Self.good {
      $0.clockOffset = offset
      $0.isClockCorrected = isCorrected
    }
    let cure = "Set the clock right, such as: timedatectl set-ntp true"
    #expect(lines.told("clock") == expected.replacing("CURE", with: cure))
  }

  @Test func latencyAndProtection() {
    #expect(
      Self.good { $0.warmSeconds = 1.2 }.told("latency")
        == "warning latency: 200 ms for the first request, 1200 ms for the next: slow → Look at the "
        + "network and the proxy in between")
    #expect(
      Self.good {
        $0.isReadOnly = true
        $0.isProtected = true
      }.suffix(1).map(\.self).told == ["ok changes: not needed: the context is read-only"])
    #expect(
      Self.good { $0.isReadOnly = true }.told("protection")
        == "ok protection: read-only: no change leaves it")
    #expect(
      Self.good { $0.isProtected = true }.told("protection")
        == "ok protection: protected: every change asks for a typed name")
    #expect(
      Self.good { $0.isSandbox = true }.told("changes")
        == "ok changes: the emulator allows every change")
  }
}
