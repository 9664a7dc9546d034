/// The three REST APIs of the demo data.
struct DemoAPIs {
  /// The names, in the order of creation.
  static let names = ["orders-api", "search-api", "billing-api"]
  /// The stages of each.
  static let stages = ["dev", "stg", "prod"]

  private static let descriptions = [
    "orders-api": "Orders, carts and returns",
    "search-api": "Product search and suggestions",
    "billing-api": "Invoices and payments",
  ]

  /// Paths with their methods; a star marks those that need a key.
  private static let resources: [String: [(path: String, methods: [String])]] = [
    "orders-api": [
      ("/", ["GET"]), ("/health", ["GET"]), ("/orders", ["GET*", "POST*"]),
      ("/orders/{id}", ["DELETE*", "GET*", "PATCH*"]), ("/returns", ["POST*"]),
    ],
    "search-api": [
      ("/", ["GET"]), ("/search", ["GET*"]), ("/suggest", ["GET*"]), ("/status", ["GET"]),
    ],
    "billing-api": [
      ("/", ["GET"]), ("/invoices", ["GET*", "POST*"]), ("/invoices/{id}", ["GET*"]),
      ("/webhooks", ["POST"]),
    ],
  ]

  /// What a careful access log holds.
  static let plainFormat =
    "{\"requestId\":\"$context.requestId\",\"apiKeyId\":\"$context.identity.apiKeyId\","
    + "\"status\":\"$context.status\",\"path\":\"$context.resourcePath\","
    + "\"method\":\"$context.httpMethod\",\"time\":\"$context.requestTimeEpoch\","
    + "\"ip\":\"$context.identity.sourceIp\",\"userAgent\":\"$context.identity.userAgent\","
    + "\"error\":\"$context.error.responseType\"}"

  /// What a careless one holds: the keys' values.
  static let leakingFormat =
    "$context.requestId $context.identity.sourceIp $context.identity.apiKey "
    + "\"$context.httpMethod $context.resourcePath\" $context.status"

  /// Today, in days since 1970.
  let today: Int
  /// Makes ids.
  let mint: Mint

  /// Makes an API with its resources, stages and deployments.
  func api(_ name: String, serial: Int) -> RestAPI {
    let created = Int(CivilDay.start(of: today - 420 + serial * 9)) + 9 * 3600
    var used: Set<String> = []
    var next = serial * 1000
    func shortID() -> String {
      next += 1
      let id = mint.shortID(next) { !used.contains($0) }
      used.insert(id)
      return id
    }
    let api = mint.longID(serial) { _ in true }
    let root = shortID() + "root"
    var resources: [RestAPI.Resource] = []
    for (path, methods) in Self.resources[name] ?? [] {
      let parent = resources.last { path.hasPrefix($0.path + "/") }?.id ?? root
      resources.append(
        RestAPI.Resource(
          id: path == "/" ? root : shortID(), parentId: path == "/" ? nil : parent, path: path,
          methods: methods.map { word in
            RestAPI.Method(
              verb: word.replacing("*", with: ""), apiKeyRequired: word.hasSuffix("*"),
              authorizationType: path == "/webhooks" ? "AWS_IAM" : "NONE")
          }))
    }
    let deployments = (0..<3).map { back in
      RestAPI.Deployment(
        id: shortID(), description: "Release \(3 - back)",
        created: Int(CivilDay.start(of: today - 8 - back * 31)) + 36_000)
    }
    return RestAPI(
      id: api, serial: serial, name: name, description: Self.descriptions[name],
      created: created, resources: resources, deployments: deployments,
      stages: Self.stages.enumerated().map { index, stage in
        self.stage(stage, of: name, deployment: deployments[index], created: created)
      },
      tags: ["team": "platform"])
  }

  private func stage(
    _ stage: String, of api: String, deployment: RestAPI.Deployment, created: Int
  ) -> RestAPI.Stage {
    // One stage writes the keys' values into its log, for checks to find.
    let leaks = api == "orders-api" && stage == "stg"
    return RestAPI.Stage(
      name: stage, deploymentId: deployment.id, description: "\(api) for \(stage)",
      created: created + 600, updated: deployment.created,
      accessLogDestination: stage == "dev"
        ? nil
        : "arn:aws:logs:\(SandboxIdentity.region):\(SandboxIdentity.account):log-group:"
          + "/apigateway/\(api)/\(stage)",
      accessLogFormat: stage == "dev" ? nil : leaks ? Self.leakingFormat : Self.plainFormat)
  }
}
