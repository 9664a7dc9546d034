import Canvas

/// A changing request that `--dry-run` prints instead of sending; secrets are masked.
struct PlannedView: Sendable {
  /// `POST`, `PATCH`, …
  let method: String
  /// Path and query.
  let path: String
  /// The body; nil when there is none.
  let body: String?
  /// The AWS CLI line that does the same.
  let awsCli: String

  /// Makes a view of a request's parts.
  init(_ parts: (method: String, path: String, body: String?, awsCli: String)) {
    (method, path, body, awsCli) = parts
  }

  /// `{"method","path","body"?,"awsCli"}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("method", .string(method)), ("path", .string(path))]
    // JSON bodies stand in the JSON as they are, others as text.
    if let body { members.append(("body", body.hasPrefix("{") ? .verbatim(body) : .string(body))) }
    members.append(("awsCli", .string(awsCli)))
    return .object(members)
  }

  /// Lines for a person: the request, its body, and the AWS CLI line.
  var lines: String {
    ["\(method) \(path)", body.map { "  \($0)" }, "  \(awsCli)"]
      .compactMap { $0 }.map { Text.sanitize($0) + "\n" }.joined()
  }

  /// Columns of CSV.
  static var columns: [Column<PlannedView>] {
    [
      Column("Method", "method", .fixed) { $0.method },
      Column("Path", "path", .fixed) { $0.path },
      Column("Body", "body", .fixed) { $0.body ?? "" },
      Column("AWS CLI", "awsCli", .fixed) { $0.awsCli },
    ]
  }
}
