package import GatewayKit

extension World {
  /// Hands values over to files of mode 0600. Values for standard output come with the result, and
  /// those for Secrets Manager never come this way.
  package var courier: Courier {
    let world = self
    return Courier(
      check: { target, _ in try world.check(target) },
      deliver: { target, parcel in try world.hand(parcel, to: target) })
  }

  /// Refuses a target that cannot take a value. Throws ``GatewayError`` of kind `refused`.
  package func check(_ target: DeliveryTarget) throws {
    switch target {
    case .stdout, .secretsManager: return
    case .clipboard: throw GatewayError.noClipboard
    case .file(let path):
      if place(path) == .folder {
        throw GatewayError.folderForFile(path)
      }
      try checkNewFile(path)
    case .folder(let path):
      switch place(path) {
      case .folder: return
      case .closedFolder: throw GatewayError.closedFolder(path)
      case .file: throw GatewayError.fileForFolder(path)
      case .free, .nowhere, .closed: throw GatewayError.noFolder(path)
      }
    }
  }

  /// Refuses a path at which no file can be made. Throws ``GatewayError`` of kind `refused`.
  func checkNewFile(_ path: String) throws {
    switch place(path) {
    case .free: return
    case .file, .folder, .closedFolder: throw GatewayError.fileExists(path)
    case .nowhere: throw GatewayError.noFolder(Self.folder(of: path))
    case .closed: throw GatewayError.closedFolder(Self.folder(of: path))
    }
  }

  private func hand(_ parcel: Courier.Parcel, to target: DeliveryTarget) throws -> String {
    switch target {
    case .stdout, .secretsManager: return target.text
    case .clipboard: throw GatewayError.noClipboard
    case .file(let path): return try write(parcel, to: path)
    case .folder(let path):
      let folder = path.hasSuffix("/") ? path : path + "/"
      let name = FileName.of(key: parcel.name, id: parcel.keyId)
      return try write(parcel, to: folder + name)
    }
  }

  private func write(_ parcel: Courier.Parcel, to path: String) throws -> String {
    try deliverFile(path, parcel.value.revealed(for: .deliver) + "\n", parcel.rotation)
    return "the file \(path) (0600)"
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension GatewayError {
  /// The clipboard is the console's.
  static var noClipboard: GatewayError {
    GatewayError(
      kind: .refused, code: "NoClipboard", message: "A command has no clipboard to deliver to",
      advice: "Use stdout, file:PATH or secretsmanager:NAME")
  }

  static func folderForFile(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "FileExists", message: "\(path) is a folder",
      advice: "Write file:\(path)/ to get a file per key in it")
  }

  static func fileForFolder(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "NoFolder", message: "\(path) is a file and no folder",
      advice: "Name a folder that exists")
  }

  static func noFolder(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "NoFolder", message: "The folder \(path) does not exist",
      advice: "Make it, or name one that exists")
  }

  static func closedFolder(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "ClosedFolder", message: "The folder \(path) may not be written",
      advice: "Name one that may")
  }
}
