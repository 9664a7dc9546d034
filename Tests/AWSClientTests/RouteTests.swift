import AWSClient
import Foundation
import Testing

/// Where requests go, and why.
@Suite struct RouteTests {
  static func surroundings(
    _ environment: [String: String] = [:], config: String = "", endpoint: String? = nil,
    profile: String? = nil
  ) -> Surroundings {
    Surroundings(
      profile: profile, endpointURL: endpoint,
      environment: ["AWS_REGION": "eu-west-1", "HOME": "/h"].merging(environment) { $1 },
      readFile: { $0.hasSuffix("config") ? config : nil },
      fileMode: { $0.hasSuffix("config") ? 0o640 : nil })
  }

  static func told(_ surroundings: Surroundings, _ service: AWSService = .apiGateway) throws
    -> String
  {
    let route = try surroundings.route(to: service)
    return "\(route.url) \(route.reason)" + (route.proxy.map { " through \($0)" } ?? "")
  }

  @Test func everyReasonHasItsWords() throws {
    let own = "https://apigateway.eu-west-1.amazonaws.com AWS's own host"
    #expect(try Self.told(Self.surroundings()) == own)
    #expect(
      try Self.told(Self.surroundings(endpoint: "https://x.example"))
        == "https://x.example --endpoint-url")
    #expect(
      try Self.told(Self.surroundings(["AWS_ENDPOINT_URL": "https://x.example"]))
        == "https://x.example AWS_ENDPOINT_URL")
    #expect(
      try Self.told(Self.surroundings(["AWS_ENDPOINT_URL_API_GATEWAY": "https://x.example"]))
        == "https://x.example AWS_ENDPOINT_URL_API_GATEWAY")
    #expect(
      try Self.told(Self.surroundings(["AWS_USE_FIPS_ENDPOINT": "true"]))
        == "https://apigateway-fips.eu-west-1.amazonaws.com AWS's own host by AWS_USE_FIPS_ENDPOINT"
    )
    #expect(
      try Self.told(
        Self.surroundings(config: "[default]\nuse_dualstack_endpoint = true\n"))
        == "https://apigateway.eu-west-1.api.aws AWS's own host by use_dualstack_endpoint")
    #expect(
      try Self.told(Self.surroundings(config: "[default]\nendpoint_url = https://y.example\n"))
        == "https://y.example the profile default in ~/.aws/config")
    #expect(
      try Self.told(
        Self.surroundings(
          config:
            "[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = https://z.example\n"
        ), .sts) == "https://z.example the services section s in ~/.aws/config")
    #expect(
      try Self.told(Self.surroundings(["HTTPS_PROXY": "http://me:secret@proxy.example:3128"]))
        == own + " through proxy.example:3128")
  }

  @Test func identityCenterIsReachedWhereItIs() throws {
    let config = """
      [profile s]
      sso_session = x
      sso_account_id = 1
      sso_role_name = r
      [sso-session x]
      sso_region = us-west-2
      """
    let surroundings = Self.surroundings(config: config, endpoint: "https://e", profile: "s")
    #expect(
      surroundings.routedServices == [.apiGateway, .sts, .logs, .secretsManager, .identityCenter])
    #expect(
      try Self.told(surroundings, .identityCenter)
        == "https://portal.sso.us-west-2.amazonaws.com AWS's own host")
    #expect(
      Self.surroundings().routedServices == [.apiGateway, .sts, .logs, .secretsManager])
  }

  @Test func whoDecidedTheRegion() {
    #expect(Self.surroundings().regionSource == "AWS_REGION")
    var option = Self.surroundings()
    option.region = "eu-west-3"
    #expect(option.regionSource == "--region")
    let profile = Self.surroundings(
      ["AWS_REGION": ""], config: "[default]\nregion = eu-west-2\n")
    #expect(profile.regionSource == "of the profile")
    #expect(Self.surroundings(["AWS_REGION": ""]).regionSource == nil)
  }

  @Test func sharedFilesAreDescribed() {
    let config = "[default]\nregion = x\n[profile a]\naws_secret_access_key = k\n[services s]\n"
    #expect(
      Self.surroundings(config: config).sharedFiles == [
        SharedFileFacts(path: "~/.aws/config", mode: 0o640, profiles: 2, holdsSecrets: true),
        SharedFileFacts(path: "~/.aws/credentials"),
      ])
    #expect(
      Self.surroundings(config: "[default\n").sharedFiles[0].problem
        == "Line 1 of ~/.aws/config cannot be read: the section’s name has no closing bracket.")
  }

  @Test func theLineThatSignsIn() {
    #expect(
      SignInLine.of(source: "IAM Identity Center, role r in 1", profile: "my dev")
        == "aws sso login --profile 'my dev'")
    #expect(
      SignInLine.of(source: "aws login of profile default", profile: "default") == "aws login")
    #expect(SignInLine.of(source: "environment", profile: "default") == nil)
  }

  @Test func aMereLookRenewsNoToken() async throws {
    let end = Date(timeIntervalSinceNow: 86_400).formatted(.iso8601)
    let cache = """
      {"accessToken":"t","expiresAt":"2020-01-01T00:00:00Z","refreshToken":"r","clientId":"c",
      "clientSecret":"s","registrationExpiresAt":"\(end)"}
      """
    let config =
      "[profile s]\nsso_session = x\nsso_account_id = 1\nsso_role_name = r\n"
      + "[sso-session x]\nsso_region = us-west-2\nsso_start_url = https://u\n"
    var surroundings = Surroundings(
      profile: "s", environment: ["HOME": "/h"],
      readFile: { $0.hasSuffix("config") ? config : $0.hasSuffix(".json") ? cache : nil },
      fileMode: { _ in nil },
      writeFile: { _, _ in Issue.record("something was written") })
    surroundings.renewsTokens = false
    let network = ScriptedTransport([])
    await #expect(throws: AWSError.self) {
      _ = try await surroundings.resolvedCredentials(network, clock: .live)
    }
    do {
      _ = try await surroundings.resolvedCredentials(network, clock: .live)
    } catch let error as AWSError {
      #expect(error.code == "SSORenewable")
    }
  }
}
