/// A log group that stages write their access logs to.
struct LogGroup: Sendable, Equatable {
  /// A stage that writes to it.
  struct Source: Sendable, Equatable {
    /// The REST API.
    var api: RestAPI
    /// The stage's name.
    var stage: String
    /// What a line holds.
    var format: AccessFormat
  }

  /// The name.
  var name: String
  /// The stages that write to it, in the order of the APIs.
  var sources: [Source]
  /// When the first of them was made, in seconds since 1970.
  var created: Int

  /// The ARN without the `:*` that stands for all streams.
  var arn: String {
    "arn:aws:logs:\(SandboxIdentity.region):\(SandboxIdentity.account):log-group:\(name)"
  }

  /// The one stream that API Gateway writes to here: 32 hexadecimal digits.
  var stream: String {
    var hash: UInt64 = 0
    for byte in name.utf8 { hash = SplitMix.mixed(hash &+ UInt64(byte) &+ 1) }
    return [hash, SplitMix.mixed(hash)].map {
      let digits = String($0, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// All groups that stages name as their destination, in the order of their names.
  static func all(in state: AccountState) -> [LogGroup] {
    var groups: [String: LogGroup] = [:]
    for api in state.apis.newestFirst {
      for stage in api.stages {
        guard let name = name(of: stage), let format = stage.accessLogFormat else { continue }
        var group = groups[name] ?? LogGroup(name: name, sources: [], created: stage.created)
        group.created = min(group.created, stage.created)
        group.sources.append(
          Source(api: api, stage: stage.name, format: AccessFormat(format)))
        groups[name] = group
      }
    }
    return groups.values.sorted { $0.name < $1.name }
  }

  /// The name of the group that a stage writes to; nil when it writes none, or to a delivery stream.
  static func name(of stage: RestAPI.Stage) -> String? {
    guard stage.accessLogFormat != nil, let arn = stage.accessLogDestination,
      let mark = arn.firstRange(of: ":log-group:")
    else { return nil }
    let name = arn[mark.upperBound...]
    return String(name.hasSuffix(":*") ? name.dropLast(2) : name)
  }
}
