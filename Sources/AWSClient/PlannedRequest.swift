/// A changing request as `--dry-run` and the dialogs show it; secrets are masked.
package struct PlannedRequest: Sendable, Equatable {
  /// `POST`, `PATCH`, …
  package var method: String
  /// Path and query as they go out.
  package var path: String
  /// The body as JSON text with secrets masked as `••••`; nil when there is none.
  package var body: String?
  /// The AWS CLI line that does the same, secrets masked.
  package var awsCli: String

  /// Makes a planned request.
  package init(method: String, path: String, body: String?, awsCli: String) {
    self.method = method
    self.path = path
    self.body = body
    self.awsCli = awsCli
  }
}
