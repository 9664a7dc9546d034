import GatewayKit

extension GatewayError {
  /// A file that a command would make is there already.
  static func fileExists(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "FileExists", message: "\(path) exists, and it is not overwritten",
      advice: "Name a file that does not exist")
  }
}
