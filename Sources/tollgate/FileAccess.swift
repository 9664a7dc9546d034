import Foundation
import GatewayKit

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

  /// Makes a file that only its owner reads; never one that is there already.
  static func writePrivate(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if errno == EEXIST {
        throw GatewayError(
          kind: .refused, code: "FileExists",
          message: "\(path) exists, and it is not overwritten",
          advice: "Name a file that does not exist")
      }
      throw unwritable(path)
    }
    defer { close(file) }
    guard StandardStreams.write(Array(text.utf8), to: file), fsync(file) == 0 || errno == EINVAL
    else { throw unwritable(path) }
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

  private static func unreadable(_ path: String) -> GatewayError {
    GatewayError(
      kind: .badInput, code: "UnreadableFile", message: "\(path) cannot be read: \(reason())",
      advice: "Check the path and who may read it")
  }

  private static func unwritable(_ path: String) -> GatewayError {
    GatewayError(
      kind: .failed, code: "UnwritableFile", message: "\(path) cannot be written: \(reason())",
      advice: "Check the path and who may write there")
  }

  private static func reason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
