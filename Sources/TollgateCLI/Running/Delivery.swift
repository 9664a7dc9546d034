import ArgumentParser
import GatewayKit

/// Where the value of a new key goes: `--deliver stdout|file:PATH`.
enum Delivery: Hashable, Sendable {
  /// Printed with the result.
  case stdout
  /// Written to a file that did not exist, mode 0600.
  case file(String)

  /// Reads the option's text.
  init(_ text: String) throws {
    if text == "stdout" {
      self = .stdout
      return
    }
    if text.hasPrefix("file:"), text.count > 5, !text.hasSuffix("/") {
      self = .file(String(text.dropFirst(5)))
      return
    }
    if text.hasPrefix("secretsmanager:") {
      throw ValidationError(
        "Delivery to Secrets Manager is not possible yet. Use stdout or file:PATH.")
    }
    throw ValidationError("Delivery goes to stdout or file:PATH.")
  }

  /// Refuses before anything is created when the file is already there.
  func check(_ world: World) throws {
    guard case .file(let path) = self, world.exists(path) else { return }
    throw GatewayError.fileExists(path)
  }
}
