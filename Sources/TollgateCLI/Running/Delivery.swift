import ArgumentParser
import GatewayKit

/// Where the value of a new key goes: `--deliver stdout|file:PATH|file:DIR/|secretsmanager:NAME`.
struct Delivery: Hashable, Sendable {
  /// The target as it was written.
  let target: DeliveryTarget

  /// Reads the option's text.
  init(_ text: String) throws {
    guard let target = DeliveryTarget(text: text), target != .clipboard else {
      throw ValidationError(
        "Delivery goes to stdout, file:PATH, file:DIR/ or secretsmanager:NAME.")
    }
    self.target = target
  }

  /// The target for one of several keys: a file of its own in a folder, or a secret of its own
  /// behind a name that ends with a slash.
  func target(for key: APIKey) -> DeliveryTarget {
    guard case .secretsManager(let name) = target, name.hasSuffix("/") else { return target }
    let own = FileName.safe(key.name)
    return .secretsManager(name + (own.isEmpty ? FileName.safe(key.id.shown) : own))
  }

  /// Refuses a target that several keys cannot share.
  func checkShared(by count: Int) throws {
    guard count > 1 else { return }
    switch target {
    case .file(let path):
      throw GatewayError.wrongWords(
        "\(count.grouped) keys do not go into one file", advice: "Write --deliver file:\(path)/")
    case .secretsManager(let name) where !name.hasSuffix("/"):
      throw GatewayError.wrongWords(
        "\(count.grouped) keys do not go into one secret",
        advice: "Write --deliver secretsmanager:\(name)/ to get a secret per key, with its name")
    default: return
    }
  }

  /// Refuses before anything is made when a file cannot be made there; a file that exists may be one
  /// that an earlier run of the same rotation made, which only that rotation can tell.
  func checkPlace(_ world: World) throws {
    do {
      try world.check(target)
    } catch let error as GatewayError where error.code == "FileExists" {
      if case .file(let path) = target, world.place(path) != .file { throw error }
    }
  }
}
