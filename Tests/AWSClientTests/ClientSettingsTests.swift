import Logging
import Testing

@testable import AWSClient

@Suite("Settings of the client")
struct ClientSettingsTests {
  private func surroundings(
    _ environment: [String: String] = [:], _ profile: String = "", endpoint: String? = nil
  ) -> Surroundings {
    Surroundings(
      region: "eu-west-1", endpointURL: endpoint,
      environment: environment.merging([
        "HOME": "/h", "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s",
      ]) { $1 }, readFile: { $0 == "/h/.aws/config" ? "[default]\n" + profile : nil })
  }

  @Test(
    "Hosts as AWS's rules have them: plain, FIPS, dual stack, both",
    arguments: [
      (
        .apiGateway, "us-east-1", "apigateway.us-east-1.amazonaws.com",
        "apigateway-fips.us-east-1.amazonaws.com", "apigateway.us-east-1.api.aws",
        "apigateway-fips.us-east-1.api.aws"
      ),
      (
        .apiGateway, "us-gov-west-1", "apigateway.us-gov-west-1.amazonaws.com",
        "apigateway-fips.us-gov-west-1.amazonaws.com", "apigateway.us-gov-west-1.api.aws",
        "apigateway-fips.us-gov-west-1.api.aws"
      ),
      (
        .logs, "us-gov-east-1", "logs.us-gov-east-1.amazonaws.com",
        "logs.us-gov-east-1.amazonaws.com", "logs.us-gov-east-1.api.aws",
        "logs-fips.us-gov-east-1.api.aws"
      ),
      (
        .sts, "cn-north-1", "sts.cn-north-1.amazonaws.com.cn",
        "sts-fips.cn-north-1.amazonaws.com.cn", "sts.cn-north-1.api.amazonwebservices.com.cn",
        "sts-fips.cn-north-1.api.amazonwebservices.com.cn"
      ),
      (
        .secretsManager, "us-east-1", "secretsmanager.us-east-1.amazonaws.com",
        "secretsmanager-fips.us-east-1.amazonaws.com", "secretsmanager.us-east-1.amazonaws.com",
        "secretsmanager-fips.us-east-1.amazonaws.com"
      ),
      (
        .secretsManager, "cn-north-1", "secretsmanager.cn-north-1.amazonaws.com.cn",
        "secretsmanager-fips.cn-north-1.amazonaws.com.cn",
        "secretsmanager.cn-north-1.amazonaws.com.cn",
        "secretsmanager-fips.cn-north-1.api.amazonwebservices.com.cn"
      ),
      (
        .identityCenter, "us-isob-east-1", "portal.sso.us-isob-east-1.sc2s.sgov.gov",
        "portal.sso-fips.us-isob-east-1.sc2s.sgov.gov", "portal.sso.us-isob-east-1.api.aws.scloud",
        "portal.sso-fips.us-isob-east-1.api.aws.scloud"
      ),
      (
        .identityCenterLogin, "eusc-de-east-1", "oidc.eusc-de-east-1.amazonaws.eu",
        "oidc-fips.eusc-de-east-1.amazonaws.eu", "oidc.eusc-de-east-1.api.amazonwebservices.eu",
        "oidc-fips.eusc-de-east-1.api.amazonwebservices.eu"
      ),
      (
        .signIn, "eu-west-1", "eu-west-1.signin.aws.amazon.com",
        "signin-fips.eu-west-1.amazonaws.com", "signin.eu-west-1.api.aws",
        "signin-fips.eu-west-1.api.aws"
      ),
      (
        .signIn, "us-gov-west-1", "us-gov-west-1.signin.amazonaws-us-gov.com",
        "signin-fips.us-gov-west-1.amazonaws.com", "signin.us-gov-west-1.api.aws",
        "signin-fips.us-gov-west-1.api.aws"
      ),
      (
        .signIn, "eusc-de-east-1", "signin.eusc-de-east-1.amazonaws.eu",
        "signin-fips.eusc-de-east-1.amazonaws.eu",
        "signin.eusc-de-east-1.api.amazonwebservices.eu",
        "signin-fips.eusc-de-east-1.api.amazonwebservices.eu"
      ),
    ] as [(AWSService, String, String, String, String, String)])
  func hosts(
    service: AWSService, region: String, plain: String, fips: String, dual: String, both: String
  ) {
    let found = [(false, false), (true, false), (false, true), (true, true)].map {
      HostVariant(isFIPS: $0, isDualStack: $1).endpoint(service, region: region).text
    }
    #expect(found == [plain, fips, dual, both].map { "https://" + $0 })
  }

  @Test("FIPS and dual stack by variable and by profile")
  func variants() throws {
    for (environment, profile, variant) in [
      ([:], "", HostVariant()), (["AWS_USE_FIPS_ENDPOINT": "TRUE"], "", HostVariant(isFIPS: true)),
      ([:], "use_dualstack_endpoint = true", HostVariant(isDualStack: true)),
      (
        ["AWS_USE_DUALSTACK_ENDPOINT": "false", "AWS_USE_FIPS_ENDPOINT": "true"],
        "use_dualstack_endpoint = true", HostVariant(isFIPS: true)
      ),
    ] as [([String: String], String, HostVariant)] {
      #expect(try surroundings(environment, profile).resolveHosts() == variant)
    }
    // An endpoint of one's own goes before both.
    #expect(
      try surroundings(["AWS_USE_FIPS_ENDPOINT": "true"], endpoint: "http://localhost:1")
        .resolveEndpoints()[.apiGateway]?.text == "http://localhost:1")
  }

  @Test("They reach the client")
  func client() async throws {
    let network = ScriptedTransport([.json("", status: 500), .json("{}")])
    let configuration = try await AWSClientConfiguration.resolve(
      surroundings([
        "AWS_USE_FIPS_ENDPOINT": "true", "AWS_SDK_UA_APP_ID": "my app/1", "AWS_MAX_ATTEMPTS": "1",
      ]), logger: Logger(label: "t"), clock: InstantClock().clock, transport: network.transport)
    let client = AWSClient(configuration)
    _ = try await awsError { try await APIGateway(client: client).getAccount(lane: .interactive) }
    #expect(network.requests.map(\.endpoint.host) == ["apigateway-fips.eu-west-1.amazonaws.com"])
    #expect(
      network.requests.first?.header("user-agent")
        == UserAgent.text(version: UserAgent.version) + " app/my-app-1")
    #expect(client.customEndpoint == nil)
  }

  @Test("Attempts and modes of repeating")
  func retries() throws {
    #expect(try surroundings().resolveRetries() == RetryPolicy())
    for (environment, profile, mode, isNew) in [
      (["AWS_RETRY_MODE": "Adaptive"], "", .adaptive, false),
      (["AWS_RETRY_MODE": "legacy"], "retry_mode = standard", .legacy, false),
      ([:], "retry_mode = standard", .standard, false),
      (["AWS_NEW_RETRIES_2026": "True"], "", .standard, true),
      (["AWS_NEW_RETRIES_2026": "true"], "retry_mode = legacy", .legacy, true),
    ] as [([String: String], String, RetryMode, Bool)] {
      #expect(
        try surroundings(environment, profile).resolveRetries() == mode.policy(isNew: isNew))
    }
    var seven = RetryMode.standard.policy(isNew: false)
    (seven.throttleAttempts, seven.transientAttempts, seven.emergencyAttempts) = (7, 7, 7)
    #expect(
      try surroundings(["AWS_RETRY_MODE": "standard"], "max_attempts = 7").resolveRetries()
        == seven)
    let fromFile = #expect(throws: AWSError.self) {
      try surroundings([:], "max_attempts = many").resolveRetries()
    }
    #expect(fromFile?.message == "max_attempts is “many”, which is no number of attempts.")
    for (environment, sentence) in [
      (["AWS_MAX_ATTEMPTS": "0"], "AWS_MAX_ATTEMPTS is “0”, which is no number of attempts."),
      (["AWS_MAX_ATTEMPTS": "x"], "AWS_MAX_ATTEMPTS is “x”, which is no number of attempts."),
      (
        ["AWS_RETRY_MODE": "never"],
        "The retry mode “never” is none of legacy, standard and adaptive."
      ),
    ] {
      let error = #expect(throws: AWSError.self) {
        try surroundings(environment).resolveRetries()
      }
      #expect(error?.message == sentence)
    }
  }

  @Test("Plain http to other machines only when it was asked for")
  func insecure() throws {
    var surroundings = surroundings(endpoint: "http://moto:5555")
    #expect(throws: AWSError.self) { try surroundings.resolveEndpoints() }
    surroundings.allowsInsecureEndpoints = true
    #expect(try surroundings.resolveEndpoints()[.apiGateway]?.text == "http://moto:5555")
  }
}
