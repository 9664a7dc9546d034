import Foundation
import GatewayKit
import TollgateCLI

/// Files that commands read and make.
enum FileAccess {
  /// A file's bytes.
  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    return try read(file, path: path)
  }

  /// Everything that comes from a descriptor.
  static func read(_ file: Int32, path: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Foundation.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// What is at a path.
  static func place(_ path: String) -> FilePlace {
    if isFolder(path) { return access(path, W_OK | X_OK) == 0 ? .folder : .closedFolder }
    // A link that leads nowhere is there too, and must not be followed.
    if faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return .file }
    let around = folder(of: path)
    guard isFolder(around) else { return .nowhere }
    return access(around, W_OK | X_OK) == 0 ? .free : .closed
  }

  private static func isFolder(_ path: String) -> Bool {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
    // One that may not be read is a folder all the same; what is none would say so first.
    guard folder >= 0 else { return errno == EACCES && access(path, F_OK) == 0 }
    close(folder)
    return true
  }

  /// The folder that a path's last part is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A folder of its own for one run.
  static func makeTemporaryFolder(_ environment: [String: String]) throws -> String {
    let base = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(base)/tollgate-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw unwritable(base) }
    return String(
      decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes such a folder.
  static func remove(_ path: String) {
    // What is left of a temporary folder harms nobody, and there is nobody to tell.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A file that cannot be read, and the system's reason.
  static func unreadable(_ path: String) -> GatewayError {
    GatewayError(
      kind: .badInput, code: "UnreadableFile", message: "\(path) cannot be read: \(reason())",
      advice: "Check the path and who may read it")
  }

  /// A file that cannot be written, and the system's reason.
  static func unwritable(_ path: String) -> GatewayError {
    GatewayError(
      kind: .failed, code: "UnwritableFile", message: "\(path) cannot be written: \(reason())",
      advice: "Check the path and who may write there")
  }

  private static func reason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
