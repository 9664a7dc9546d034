/// CloudWatch Logs, in JSON 1.1: the access logs of stages, to be read.
struct LogsAnswers: Sendable {
  private static let prefix = "Logs_20140328."

  /// The account, for groups and invented callers.
  let store: AccountStore
  /// The calls that came.
  let log: AccessLog

  /// Answers a verified request.
  func answer(_ request: WireRequest, now: Double) throws(ServiceFault) -> WireAnswer {
    let operation = try request.operation(after: Self.prefix)
    let body = try JSONBody(request.body)
    let state = try store.read { state in copy state }
    let writer =
      switch operation {
      case "DescribeLogGroups": try describeGroups(body, state, now)
      case "DescribeLogStreams": try describeStreams(body, state)
      case "FilterLogEvents": try filterEvents(body, state, now)
      case "GetLogEvents": try getEvents(body, state, now)
      default: throw .unknownOperation(operation)
      }
    return .json11(writer.bytes)
  }

  private func describeGroups(
    _ body: JSONBody, _ state: AccountState, _ now: Double
  ) throws(ServiceFault) -> JSONWriter {
    let limit = try Self.limit(body, most: 50, usual: 50)
    let prefix = try body.string("logGroupNamePrefix")
    let pattern = try body.string("logGroupNamePattern")
    if prefix != nil, pattern != nil {
      throw .invalidParameter(
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
    }
    let after = try body.string("nextToken").map {
      (token) throws(ServiceFault) in try Self.unwrapped(token, kind: "g")
    }
    let groups = LogGroup.all(in: state).filter { group in
      (prefix.map(group.name.hasPrefix) ?? true)
        && (pattern.map { group.name.lowercased().contains($0.lowercased()) } ?? true)
        && (after.map { group.name > $0 } ?? true)
    }
    var writer = JSONWriter(capacity: 512)
    writer.object { top in
      top.name("logGroups")
      top.array { list in
        for group in groups.prefix(limit) {
          let calls = DemoCalls(group: group, state: state, now: now)
          let bytes = calls.roughBytes + log.events(group.name).count * DemoCalls.bytesPerLine
          list.object { Self.write(group, bytes: bytes, to: &$0) }
        }
      }
      if groups.count > limit {
        top.field("nextToken", PageToken.wrap(text: "g/" + groups[limit - 1].name))
      }
    }
    return writer
  }

  private func describeStreams(
    _ body: JSONBody, _ state: AccountState
  ) throws(ServiceFault) -> JSONWriter {
    _ = try Self.limit(body, most: 50, usual: 50)
    let group = try Self.group(body, in: state)
    let prefix = try body.string("logStreamNamePrefix") ?? ""
    var writer = JSONWriter()
    writer.object { top in
      top.name("logStreams")
      top.array { list in
        guard group.stream.hasPrefix(prefix) else { return }
        list.object { stream in
          stream.field("logStreamName", group.stream)
          stream.field("creationTime", group.created * 1000)
          stream.field("arn", "\(group.arn):log-stream:\(group.stream)")
          stream.field("storedBytes", 0)
        }
      }
    }
    return writer
  }

  private func filterEvents(
    _ body: JSONBody, _ state: AccountState, _ now: Double
  ) throws(ServiceFault) -> JSONWriter {
    let limit = try Self.limit(body, most: 10_000, usual: 10_000)
    let group = try Self.group(body, in: state)
    let pattern = try FilterPattern(body.string("filterPattern"))
    let after = try Self.place(body, kind: "f")
    guard let times = try Self.times(body) else { return Self.events([], stream: "") { _ in } }
    var scan = LogScan(
      group, real: log.events(group.name), state: state, now: now, times: times, pattern: pattern)
    let page = scan.page(after: after, limit: limit)
    return Self.events(page.found, stream: group.stream) { top in
      top.name("searchedLogStreams")
      top.array { _ in }
      top.field("nextToken", ifPresent: page.reached.map { Self.token($0, kind: "f") })
    }
  }

  /// Tokens never end here: the same one comes back when there is nothing more for now.
  private func getEvents(
    _ body: JSONBody, _ state: AccountState, _ now: Double
  ) throws(ServiceFault) -> JSONWriter {
    let limit = try Self.limit(body, most: 10_000, usual: 10_000)
    let group = try Self.group(body, in: state)
    guard try body.string("logStreamName") == group.stream else {
      throw .resourceNotFound("The specified log stream does not exist.")
    }
    let token = try body.string("nextToken")
    let isBackward = try body.bool("startFromHead") != true && token == nil
    let forward = try token.map { (token) throws(ServiceFault) in
      try Self.place(token, kinds: ["f", "b"])
    }
    guard let times = try Self.times(body, endIsIncluded: false) else {
      return Self.events([], stream: nil) { _ in }
    }
    var scan = LogScan(
      group, real: log.events(group.name), state: state, now: now, times: times,
      pattern: try FilterPattern(nil))
    let goesBack = isBackward || forward?.kind == "b"
    let found =
      goesBack
      ? scan.page(before: forward?.place, limit: limit).found
      : scan.page(after: forward?.place, limit: limit).found
    let start = LogEvent.Place(at: times.lowerBound, number: 0)
    let first = found.first?.event.place ?? forward?.place ?? start
    let last = found.last?.event.place ?? forward?.place ?? start
    return Self.events(found, stream: nil) { top in
      top.field("nextForwardToken", Self.token(last, kind: "f"))
      top.field("nextBackwardToken", Self.token(first, kind: "b"))
    }
  }
}
