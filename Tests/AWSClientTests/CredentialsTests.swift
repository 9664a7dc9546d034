import Foundation
import Logging
import SigV4
import Testing

@testable import AWSClient

@Suite("Credentials, region, endpoints")
struct CredentialsTests {
  private static let credentialsFile = """
    # comment
    [default]
    aws_access_key_id = AKIDDEFAULT
    aws_secret_access_key = default-secret

    [prod]
    aws_access_key_id=AKIDPROD
    aws_secret_access_key = prod+secret/= ; a comment
    aws_session_token = token
    [half]
    aws_access_key_id = AKIDHALF
    """
  private static let configFile = """
    [default]
    region = us-west-2
    [profile prod]
    region = eu-central-1
    endpoint_url = https://prod.example.org/
    services = local
    [profile role]
    role_arn = arn:aws:iam::1:role/x
    source_profile = default
    [profile "two words"]
    aws_access_key_id = AKIDWORDS
    aws_secret_access_key = words-secret
    s3 =
        max_concurrent_requests = 20
    [profile sso]
    sso_session = corp
    [profile empty]
    output = json
    [sso-session corp]
    sso_region = us-east-1
    [services local]
    sts =
      endpoint_url = http://127.0.0.1:4566
    """

  private func surroundings(
    profile: String? = nil, region: String? = nil, endpoint: String? = nil,
    _ environment: [String: String] = [:], files: [String: String]? = nil
  ) -> Surroundings {
    let all =
      files ?? [
        "/home/u/.aws/credentials": Self.credentialsFile, "/home/u/.aws/config": Self.configFile,
      ]
    return Surroundings(
      profile: profile, region: region, endpointURL: endpoint,
      environment: ["HOME": "/home/u"].merging(environment) { _, new in new },
      readFile: { all[$0] })
  }

  private static let keys = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "env-secret"]

  @Test("The environment goes first, with token and end")
  func environment() async throws {
    let found = try await surroundings(
      Self.keys.merging([
        "AWS_SESSION_TOKEN": "t", "AWS_CREDENTIAL_EXPIRATION": "2026-01-31T12:00:00Z",
        "AWS_PROFILE": "prod",
      ]) { $1 }
    ).resolvedCredentials()
    #expect(
      found
        == ResolvedCredentials(
          credentials: Credentials(
            accessKeyId: "AKIDENV", secretAccessKey: SecretValue("env-secret"),
            sessionToken: SecretValue("t"), expiration: Date(timeIntervalSince1970: 1_769_860_800)),
          source: "environment", renewal: .byHand))
  }

  @Test(
    "Profiles of the shared files",
    arguments: [
      (nil, [:], "AKIDDEFAULT", "profile default in ~/.aws/credentials"),
      ("prod", keys, "AKIDPROD", "profile prod in ~/.aws/credentials"),
      (nil, ["AWS_PROFILE": "prod"], "AKIDPROD", "profile prod in ~/.aws/credentials"),
      ("two words", [:], "AKIDWORDS", "profile two words in ~/.aws/config"),
    ] as [(String?, [String: String], String, String)])
  func profiles(
    profile: String?, environment: [String: String], id: String, source: String
  ) async throws {
    let found = try await surroundings(profile: profile, environment).resolvedCredentials()
    #expect(found.credentials.accessKeyId == id)
    #expect(found.source == source)
  }

  @Test("Secrets are read up to the comment, and tokens too")
  func values() async throws {
    let found = try await surroundings(profile: "prod").resolvedCredentials()
    #expect(found.credentials.secretAccessKey == SecretValue("prod+secret/="))
    #expect(found.credentials.sessionToken == SecretValue("token"))
  }

  @Test(
    "What cannot be used is one sentence",
    arguments: [
      (
        nil, ["AWS_ACCESS_KEY_ID": "A"], "PartialCredentials",
        "AWS_ACCESS_KEY_ID is set in the environment and AWS_SECRET_ACCESS_KEY is not."
      ),
      (
        nil, keys.merging(["AWS_CREDENTIAL_EXPIRATION": "soon"]) { $1 }, "BadExpiration",
        "AWS_CREDENTIAL_EXPIRATION is “soon”, which is not a time like 2026-01-31T12:00:00Z."
      ),
      (
        "half", [:], "PartialCredentials",
        "The profile half in ~/.aws/credentials has no aws_secret_access_key."
      ),
      (
        "nope", keys, "NoSuchProfile",
        "There is no profile nope; there are default, empty, half, prod, role, sso, two words."
      ),
      (
        "empty", [:], "NoCredentials",
        "No AWS credentials were found (profile empty: it says nothing of credentials; container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set; instance metadata: nobody answers at http://169.254.169.254)."
      ),
    ] as [(String?, [String: String], String, String)])
  func unusable(
    profile: String?, environment: [String: String], code: String, sentence: String
  ) async throws {
    let error = try await awsError {
      try await surroundings(profile: profile, environment).resolvedCredentials()
    }
    #expect(error?.kind == .credentials)
    #expect(error?.code == code)
    #expect(error?.message == sentence)
  }

  @Test("With nothing anywhere, every source is named with its reason")
  func nothing() async throws {
    let error = try await awsError {
      try await surroundings(["AWS_CONFIG_FILE": "/etc/aws"], files: [:]).resolvedCredentials()
    }
    #expect(
      error?.message
        == "No AWS credentials were found (environment: AWS_ACCESS_KEY_ID is not set; profile "
        + "default: there is no such profile in ~/.aws/credentials or /etc/aws; container: "
        + "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set; instance metadata: "
        + "nobody answers at http://169.254.169.254).")
  }

  @Test("A broken file is named with its line")
  func brokenFile() async throws {
    for (text, sentence) in [
      (
        "[default]\nnonsense\n",
        "Line 2 of ~/.aws/credentials cannot be read: it has no equals sign."
      ),
      ("a = b", "Line 1 of ~/.aws/credentials cannot be read: it stands before any section."),
      (
        "\n[default",
        "Line 2 of ~/.aws/credentials cannot be read: the section’s name has no closing bracket."
      ),
    ] {
      let error = try await awsError {
        try await surroundings(files: ["/home/u/.aws/credentials": text]).resolvedCredentials()
      }
      #expect(error?.kind == .configuration)
      #expect(error?.message == sentence)
    }
  }

  @Test(
    "Region: option, AWS_REGION, AWS_DEFAULT_REGION, profile",
    arguments: [
      ("ap-south-1", ["AWS_REGION": "a-1"], nil, "ap-south-1"),
      (nil, ["AWS_REGION": "a-1", "AWS_DEFAULT_REGION": "b-1"], nil, "a-1"),
      (nil, ["AWS_DEFAULT_REGION": "b-1"], nil, "b-1"), (nil, [:], "prod", "eu-central-1"),
      (nil, ["AWS_PROFILE": "prod"], nil, "eu-central-1"), (nil, [:], nil, "us-west-2"),
    ] as [(String?, [String: String], String?, String)])
  func region(
    option: String?, environment: [String: String], profile: String?, region: String
  ) throws {
    #expect(
      try surroundings(profile: profile, region: option, environment).resolveRegion() == region)
  }

  @Test("No region, or one that no host name can hold, is an error")
  func noRegion() throws {
    let none = #expect(throws: AWSError.self) { try surroundings(files: [:]).resolveRegion() }
    #expect(
      none?.message
        == "No region is given: not by --region, AWS_REGION or AWS_DEFAULT_REGION, nor by the "
        + "profile default in ~/.aws/config.")
    let odd = #expect(throws: AWSError.self) {
      try surroundings(region: "evil.example.org/").resolveRegion()
    }
    #expect(odd?.message == "“evil.example.org/” is not the name of a region.")
  }

  @Test(
    "Endpoints: option, service variable, variable, services section, profile",
    arguments: [
      (
        "http://localhost:1", ["AWS_ENDPOINT_URL": "http://127.0.0.1:2"], nil,
        "http://localhost:1", "http://localhost:1"
      ),
      (
        nil, ["AWS_ENDPOINT_URL": "http://127.0.0.1:2", "AWS_ENDPOINT_URL_STS": "https://sts.x"],
        nil,
        "http://127.0.0.1:2", "https://sts.x"
      ),
      (
        nil, ["AWS_ENDPOINT_URL_API_GATEWAY": "http://[::1]:3/base/"], nil,
        "http://[::1]:3/base", nil
      ),
      (nil, [:], "prod", "https://prod.example.org", "http://127.0.0.1:4566"),
      (
        nil, ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_ENDPOINT_URL": "https://x"],
        "prod",
        nil, nil
      ),
      ("https://x:443", [:], nil, "https://x", "https://x"), (nil, [:], nil, nil, nil),
    ] as [(String?, [String: String], String?, String?, String?)])
  func endpoints(
    option: String?, environment: [String: String], profile: String?, gateway: String?,
    sts: String?
  ) throws {
    let found = try surroundings(profile: profile, endpoint: option, environment)
      .resolveEndpoints()
    #expect(found[.apiGateway]?.text == gateway)
    #expect(found[.sts]?.text == sts)
  }

  @Test(
    "Endpoints that cannot be used are one sentence",
    arguments: [
      (
        "http://example.org",
        "The endpoint URL “http://example.org” of --endpoint-url is plain http, which is spoken with this machine only."
      ),
      (
        "http://127.0.0.1.example.org",
        "The endpoint URL “http://127.0.0.1.example.org” of --endpoint-url is plain http, which is spoken with this machine only."
      ),
      (
        "ftp://localhost",
        "The endpoint URL “ftp://localhost” of --endpoint-url is neither https nor http."
      ),
      ("localhost", "The endpoint URL “localhost” of --endpoint-url is not a URL with a host."),
      (
        "https://u:p@x",
        "The endpoint URL of --endpoint-url may hold a scheme, a host, a port and a path, nothing else."
      ),
    ])
  func badEndpoints(url: String, sentence: String) throws {
    let error = #expect(throws: AWSError.self) {
      try surroundings(endpoint: url).resolveEndpoints()
    }
    #expect(error?.kind == .configuration)
    #expect(error?.message == sentence)
  }

  @Test(
    "Hosts of the partitions",
    arguments: [
      ("us-east-1", "apigateway.us-east-1.amazonaws.com"),
      ("cn-north-1", "apigateway.cn-north-1.amazonaws.com.cn"),
      ("us-gov-west-1", "apigateway.us-gov-west-1.amazonaws.com"),
      ("eusc-de-east-1", "apigateway.eusc-de-east-1.amazonaws.eu"),
      ("us-iso-east-1", "apigateway.us-iso-east-1.c2s.ic.gov"),
    ])
  func hosts(region: String, host: String) async throws {
    let network = ScriptedTransport([.json("{}")])
    let client = AWSClient(
      AWSClientConfiguration(
        region: region, credentials: .example, transport: network.transport,
        clock: InstantClock().clock, logger: .init(label: "test")))
    _ = try await APIGateway(client: client).getAccount(lane: .interactive)
    #expect(network.requests.first?.endpoint.text == "https://" + host)
    #expect(network.requests.first?.header("Host") == host)
  }

  @Test("Everything resolves into one client that has sent nothing")
  func resolve() async throws {
    let network = ScriptedTransport([.json("{}")])
    let configuration = try await AWSClientConfiguration.resolve(
      surroundings(["AWS_ENDPOINT_URL": "http://127.0.0.1:5555/base"]),
      logger: .init(label: "test"), clock: InstantClock().clock, transport: network.transport)
    let client = AWSClient(configuration)
    #expect(client.region == "us-west-2")
    #expect(client.customEndpoint == "http://127.0.0.1:5555/base")
    #expect(client.credentialsSource == "profile default in ~/.aws/credentials")
    #expect(client.credentialsExpiration == nil)
    #expect(client.accessKeyId == "AKIDDEFAULT")
    #expect(network.requests.isEmpty)
    _ = try await APIGateway(client: client).getAccount(lane: .interactive)
    #expect(network.requests.first?.target == "/base/account")
  }

  @Test("Credentials at their end are looked for again before the request; gone ones are told")
  func expiry() async throws {
    let soon = ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: "OLD", secretAccessKey: SecretValue("s"),
        expiration: Date(timeIntervalSince1970: 1_769_860_800 + 60)), source: "environment")
    let renewed = Bench([.json("{}")], credentials: soon, renew: { .example })
    _ = try await renewed.gateway.getAccount(lane: .interactive)
    #expect(renewed.client.accessKeyId == "AKIDEXAMPLE")

    var gone = soon
    gone.credentials.expiration = Date(timeIntervalSince1970: 1_769_860_800 - 1)
    let expired = Bench([.json("{}")], credentials: gone)
    let gateway = expired.gateway
    let error = try await awsError { try await gateway.getAccount(lane: .interactive) }
    #expect(
      error
        == AWSError(
          kind: .credentials, code: "ExpiredCredentials",
          message: "The credentials from environment have expired.", operation: "GetAccount",
          attempts: 1))
    #expect(expired.network.requests.isEmpty)
  }
}
