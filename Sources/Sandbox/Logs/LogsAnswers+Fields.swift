/// What the requests and answers of CloudWatch Logs are made of.
extension LogsAnswers {
  /// The group that a request names, by name or by ARN.
  static func group(
    _ body: JSONBody, in state: AccountState
  ) throws(ServiceFault) -> LogGroup {
    let name = try body.string("logGroupName")
    let identifier = try body.string("logGroupIdentifier")
    guard let wanted = name ?? identifier, name == nil || identifier == nil else {
      throw .invalidParameter(
        "Exactly one of logGroupName and logGroupIdentifier must be specified.")
    }
    let group = LogGroup.all(in: state).first {
      $0.name == wanted || identifier == $0.arn || identifier == $0.arn + ":*"
    }
    guard let group else { throw .resourceNotFound("The specified log group does not exist.") }
    return group
  }

  /// How many things a page may hold.
  static func limit(
    _ body: JSONBody, most: Int, usual: Int
  ) throws(ServiceFault) -> Int {
    guard let limit = try body.int("limit") else { return usual }
    let bound =
      limit < 1
      ? "greater than or equal to 1" : limit > most ? "less than or equal to \(most)" : nil
    if let bound {
      throw .invalidParameter(
        "1 validation error detected: Value '\(limit)' at 'limit' failed to satisfy constraint: "
          + "Member must have value \(bound)")
    }
    return limit
  }

  /// The times of a request in milliseconds; nil when they leave no room.
  static func times(
    _ body: JSONBody, endIsIncluded: Bool = true
  ) throws(ServiceFault) -> ClosedRange<Int>? {
    let start = try body.int("startTime") ?? 0
    // Far enough for any clock, and no number that overflows when it is reckoned with.
    let end = min(try body.int("endTime") ?? .max, 253_402_300_799_000)
    guard start >= 0, end >= 0 else {
      throw .invalidParameter("Times must be milliseconds since 1970, 0 or more.")
    }
    let last = endIsIncluded ? end : end - 1
    return start <= last ? start...last : nil
  }

  /// The place that a request's token names.
  static func place(
    _ body: JSONBody, kind: String
  ) throws(ServiceFault) -> LogEvent.Place? {
    try body.string("nextToken").map { (token) throws(ServiceFault) in
      try place(token, kinds: [kind]).place
    }
  }

  /// Kind and place of a token.
  static func place(
    _ token: String, kinds: [String]
  ) throws(ServiceFault) -> (kind: String, place: LogEvent.Place) {
    for kind in kinds {
      // The next kind may fit; when none does, the token is refused below.
      guard let text = try? unwrapped(token, kind: kind) else { continue }
      let parts = text.split(separator: "/")
      if parts.count == 2, let at = Int(parts[0]), let number = UInt64(parts[1]) {
        return (kind, LogEvent.Place(at: at, number: number))
      }
    }
    throw .invalidToken
  }

  /// A token for a place.
  static func token(_ place: LogEvent.Place, kind: String) -> String {
    PageToken.wrap(text: "\(kind)/\(place.at)/\(place.number)")
  }

  /// The text inside a token of a kind.
  static func unwrapped(_ token: String, kind: String) throws(ServiceFault) -> String {
    guard let text = PageToken.text(in: token), text.hasPrefix(kind + "/") else {
      throw .invalidToken
    }
    return String(text.dropFirst(kind.count + 1))
  }

  /// Writes a group.
  static func write(_ group: LogGroup, bytes: Int, to fields: inout JSONWriter) {
    fields.field("logGroupName", group.name)
    fields.field("creationTime", group.created * 1000)
    fields.field("metricFilterCount", 0)
    fields.field("arn", group.arn + ":*")
    fields.field("logGroupArn", group.arn)
    fields.field("logGroupClass", "STANDARD")
    fields.field("storedBytes", bytes)
  }

  /// Writes events; those of a search name their stream and have an id.
  static func events(
    _ found: [LogScan.Found], stream: String?, _ rest: (inout JSONWriter) -> Void
  ) -> JSONWriter {
    var writer = JSONWriter(capacity: 128 + found.count * 512)
    writer.object { top in
      top.name("events")
      top.array { list in
        for item in found {
          list.object { event in
            event.field("logStreamName", ifPresent: stream)
            event.field("timestamp", item.event.place.at)
            event.field("message", item.message)
            event.field("ingestionTime", item.event.place.at)
            event.field("eventId", ifPresent: stream == nil ? nil : item.event.id)
          }
        }
      }
      rest(&top)
    }
    return writer
  }
}

extension ServiceFault {
  /// CloudWatch Logs and Secrets Manager do not know a name.
  static func resourceNotFound(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "ResourceNotFoundException", message: message)
  }

  /// A paging token that was never given out.
  fileprivate static let invalidToken = invalidParameter("The specified nextToken is invalid.")
}
