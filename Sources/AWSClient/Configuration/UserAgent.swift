/// What `User-Agent` says.
package enum UserAgent {
  /// The program's version.
  package static let version = "0.1.0"

  /// The header's text.
  package static func text(version: String) -> String {
    #if os(macOS)
      let system = "macos"
    #else
      let system = "linux"
    #endif
    return "tollgate/\(version) lang/swift os/\(system)"
  }
}
