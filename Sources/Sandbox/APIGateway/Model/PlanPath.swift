/// The places in a usage plan that a PATCH can name.
enum PlanPath: Sendable, Equatable {
  case name
  case description
  case productCode
  case quota
  case quotaLimit
  case quotaOffset
  case quotaPeriod
  case throttle
  case rateLimit
  case burstLimit
  case stages
  /// `/apiStages/{api:stage}/throttle`
  case methods(stage: String)
  /// `/apiStages/{api:stage}/throttle/{path}/{verb}`; the method is `/path/VERB`.
  case method(stage: String, method: String)
  case methodRate(stage: String, method: String)
  case methodBurst(stage: String, method: String)

  /// Reads a path; nil when it names no place in a plan.
  init?(_ path: String) {
    guard let parts = Pointer(path)?.parts else { return nil }
    switch parts.map({ Pointer.unescaped($0) }) {
    case ["name"]: self = .name
    case ["description"]: self = .description
    case ["productCode"]: self = .productCode
    case ["quota"]: self = .quota
    case ["quota", "limit"]: self = .quotaLimit
    case ["quota", "offset"]: self = .quotaOffset
    case ["quota", "period"]: self = .quotaPeriod
    case ["throttle"]: self = .throttle
    case ["throttle", "rateLimit"]: self = .rateLimit
    case ["throttle", "burstLimit"]: self = .burstLimit
    case ["apiStages"]: self = .stages
    default:
      guard parts.count >= 3, parts[0] == "apiStages", parts[2] == "throttle" else { return nil }
      self.init(stage: Pointer.unescaped(parts[1]), rest: Array(parts.dropFirst(3)))
    }
  }

  /// Reads what follows `/apiStages/{api:stage}/throttle`.
  ///
  /// The resource's path may be escaped (`~1pets/GET`) or raw (`/pets/GET`, which leaves an empty
  /// part in front): both are seen in the wild.
  private init?(stage: String, rest: [Substring]) {
    guard let last = rest.last else {
      self = .methods(stage: stage)
      return
    }
    let names = last == "rateLimit" || last == "burstLimit" ? rest.dropLast() : rest[...]
    let resource = names.dropLast().map { Pointer.unescaped($0) }.joined(separator: "/")
    guard let verb = names.last, let method = Self.method(resource: resource, verb: String(verb))
    else { return nil }
    switch last {
    case "rateLimit": self = .methodRate(stage: stage, method: method)
    case "burstLimit": self = .methodBurst(stage: stage, method: method)
    default: self = .method(stage: stage, method: method)
    }
  }

  /// `/pets/GET`, for the root `//GET`; nil when resource or verb are none.
  static func method(resource: String, verb: String) -> String? {
    let verbs: Set = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"]
    guard verbs.contains(verb), resource.hasPrefix("/") else { return nil }
    return "\(resource)/\(verb)"
  }

  /// Reads the name of a method in a map: `/pets/GET`, `//GET`, escaped or not.
  static func method(named name: String) -> String? {
    guard let slash = name.lastIndex(of: "/") else { return nil }
    return method(
      resource: Pointer.unescaped(name[..<slash]), verb: String(name[name.index(after: slash)...]))
  }

  /// What AWS names as possible when a path is refused.
  static func allowed(for verb: Patch.Verb) -> [String] {
    let stage = "/apiStages/<apidId:stageName>/throttle"
    let method = stage + "/<resourcePath>/<httpMethod>"
    let limits = [
      "/throttle/burstLimit", "/throttle/rateLimit", "/quota/limit", "/quota/offset",
      "/quota/period", "/productCode", "\(method)/rateLimit", "\(method)/burstLimit", stage,
    ]
    return switch verb {
    case .add: ["/apiStages"] + limits
    case .replace: ["/name", "/description"] + limits
    case .remove: ["/apiStages", "/quota", "/throttle", "/productCode", method, stage]
    case .move, .test, .copy: []
    }
  }

  /// Whether an operation may touch the place.
  func allows(_ verb: Patch.Verb) -> Bool {
    switch self {
    case .name, .description: verb == .replace
    case .productCode, .methods: [.add, .replace, .remove].contains(verb)
    case .quota, .throttle, .method: verb == .remove
    case .stages: [.add, .remove].contains(verb)
    case .quotaLimit, .quotaOffset, .quotaPeriod, .rateLimit, .burstLimit, .methodRate,
      .methodBurst:
      [.add, .replace].contains(verb)
    }
  }
}
