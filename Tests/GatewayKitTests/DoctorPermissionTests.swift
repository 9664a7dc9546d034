import GatewayKit
import Testing

/// What the doctor says of permissions, and of what could not be asked.
@Suite struct DoctorPermissionTests {
  private static func failing(
    _ kind: ContextProbe.Kind, _ error: GatewayError
  ) -> DoctorLine? {
    DoctorContextTests.good { facts in
      facts.probes = facts.probes.map { $0.kind == kind ? ContextProbe(kind, .failed(error)) : $0 }
    }.first { $0.check == kind.rawValue }
  }

  @Test func aDenialNamesActionAndARN() {
    let told = DoctorContextTests.error(
      .credentials, "AccessDeniedException",
      "arn:aws:iam::123456789012:user/me may not apigateway:GET on "
        + "arn:aws:apigateway:eu-west-1::/usageplans.")
    let line = Self.failing(.plans, told)
    #expect(
      line?.finding
        == "arn:aws:iam::123456789012:user/me may not apigateway:GET on "
        + "arn:aws:apigateway:eu-west-1::/usageplans. Without it, listing usage plans is not possible"
    )
    #expect(
      line?.cure
        == "Ask for apigateway:GET on arn:aws:apigateway:eu-west-1::/usageplans; tollgate iam viewer "
        + "prints a policy")
    #expect(
      line?.data == [
        "action": .text("apigateway:GET"),
        "resource": .text("arn:aws:apigateway:eu-west-1::/usageplans"),
      ])
    let bare = Self.failing(.keys, DoctorContextTests.error(.credentials, "AccessDenied", "No."))
    #expect(
      bare?.finding
        == "apigateway:GET on arn:aws:apigateway:eu-west-1::/apikeys is missing: No. Without it, "
        + "listing keys is not possible")
    #expect(bare?.cure?.hasSuffix("tollgate iam operator prints a policy") == true)
    let denied = Self.failing(
      .keys,
      DoctorContextTests.error(.credentials, "AccessDenied", "apigateway:GET (an explicit deny)."))
    #expect(
      denied?.cure
        == "If that is not on purpose, ask for apigateway:GET on "
        + "arn:aws:apigateway:eu-west-1::/apikeys and for the deny to be taken away")
    let logs = Self.failing(.accessLogs, told)
    #expect(
      logs?.data["resource"]
        == .text("arn:aws:logs:eu-west-1:123456789012:log-group:*:*"))
    let account = Self.failing(.account, told)
    #expect(account?.state == .unknown)
    #expect(account?.finding.hasSuffix("/usageplans. Nothing needs it") == true)
  }

  @Test func otherTroubleKeepsItsOwnCure() {
    let slow = Self.failing(
      .keys, DoctorContextTests.error(.temporary, "TooManyRequestsException", "Slower."))
    #expect(slow.map { [$0].told } == ["warning keys: Slower → Do it"])
    let late = Self.failing(
      .keys, DoctorContextTests.error(.temporary, "TimedOut", "No answer came."))
    #expect(late.map { [$0].told } == ["failed keys: No answer came → Do it"])
    let gone = Self.failing(
      .keys, DoctorContextTests.error(.unreachable, "Unreachable", "Nobody is there."))
    #expect(gone.map { [$0].told } == ["failed keys: Nobody is there → Do it"])
  }

  @Test func whatWasNotAskedSaysWhy() {
    let stopped = DoctorContextTests.good { facts in
      facts.probes = [
        ContextProbe(
          .plans, .failed(DoctorContextTests.error(.unreachable, "Unreachable", "Nobody."))),
        ContextProbe(.usage, .nothing("there is no plan to ask about")),
      ]
      facts.firstSeconds = nil
      facts.clockOffset = nil
      facts.arn = nil
      facts.identityFailure = DoctorContextTests.error(.unreachable, "Unreachable", "Nobody.")
    }
    #expect(stopped.told("identity") == "failed identity: STS: Nobody → Do it")
    #expect(stopped.told("clock") == "unknown clock: not compared: nobody answered with a time")
    #expect(
      stopped.told("latency") == "unknown latency: not measured: no request was answered")
    #expect(
      stopped.told("keys") == "unknown keys: not asked, since the request before it failed")
    #expect(stopped.told("usage") == "unknown usage: not asked: there is no plan to ask about")
  }

  @Test func aContextThatHangsSaysWhatIsMissing() {
    let network = "Look at the network, at the proxy, and at the lines under “endpoints”"
    let hung = DoctorContextTests.good { facts in
      facts.isComplete = false
      facts.arn = nil
      facts.probes = [ContextProbe(.plans, .allowed(nil))]
    }
    #expect(
      hung.told("identity") == "failed identity: STS did not answer within 10 s → \(network)")
    #expect(hung.told("plans") == "ok plans: allowed")
    #expect(hung.told("keys") == "unknown keys: the context did not answer within 10 s")
    #expect(
      hung.told("answer")
        == "failed answer: it did not answer everything within 10 s → \(network)")
    let silent = ContextFacts(context: GatewayContext(profile: "p", region: ""))
      .lines(now: DoctorContextTests.now, limit: 10)
    #expect(
      silent.told == [
        "ok context: profile p, no region",
        "failed credentials: no credentials came within 10 s → Look at what hands them out: "
          + "credential_process, IAM Identity Center or the machine's metadata service",
      ])
  }
}
