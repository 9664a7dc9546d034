import Canvas
import AWSClient

/// A changing request that `--dry-run` prints instead of sending.
struct PlannedView: Sendable {
  /// The request, secrets masked.
  let request: PlannedRequest

  /// `{"method","path","body"?,"awsCli"}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("method", .string(request.method)), ("path", .string(request.path)),
    ]
    if let body = request.body { members.append(("body", Self.body(body))) }
    members.append(("awsCli", .string(request.awsCli)))
    return .object(members)
  }

  /// Lines for a person: the request, its body, and the AWS CLI line that does the same.
  var lines: String {
    ["\(request.method) \(request.path)", request.body.map { "  \($0)" }, "  \(request.awsCli)"]
      .compactMap { $0 }.map { Text.sanitize($0) + "\n" }.joined()
  }

  /// Columns of CSV.
  static var columns: [Column<PlannedView>] {
    [
      Column("Method", "method", .fixed) { $0.request.method },
      Column("Path", "path", .fixed) { $0.request.path },
      Column("Body", "body", .fixed) { $0.request.body ?? "" },
      Column("AWS CLI", "awsCli", .fixed) { $0.request.awsCli },
    ]
  }

  /// JSON bodies stand in the JSON as they are, others as text.
  private static func body(_ text: String) -> JSONValue {
    text.hasPrefix("{") ? .verbatim(text) : .string(text)
  }
}
