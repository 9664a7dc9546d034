import Foundation
import GatewayKit
import TollgateCLI

/// A file that only its owner reads, made whole or not at all: written under another name in the
/// same folder, synced, then given its name, which fails when the name is taken.
struct PrivateFile {
  /// Where it goes.
  let path: String
  /// What the file belongs to: part of the other name, so that a later attempt finds what an earlier
  /// one left and touches nothing else.
  let mark: String

  /// Makes it. With `mayBeThere` a file with exactly this text is taken for an earlier attempt's.
  func make(_ text: String, mayBeThere: Bool) throws {
    if mayBeThere, holds(text) {
      chmod(path, 0o600)
      return
    }
    guard FileAccess.place(path) != .file else { throw taken }
    let bytes = Array(text.utf8)
    // What is left of an attempt that was killed bears our mark.
    unlink(draft)
    try write(bytes)
    defer { unlink(draft) }
    guard link(draft, path) != 0 else { return syncFolder() }
    if errno == EEXIST { throw taken }
    guard [EPERM, ENOTSUP, EMLINK, ENOSYS, EXDEV].contains(errno) else {
      throw FileAccess.unwritable(path)
    }
    try makeWithoutLinks(bytes)
  }

  private var draft: String {
    let folder = FileAccess.folder(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(folder)/.\(name.utf8.prefix(180).map(Self.safe).joined()).tollgate-\(mark)"
  }

  private static func safe(_ byte: UInt8) -> String {
    switch byte {
    case 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A:
      String(Unicode.Scalar(byte))
    default: "_"
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileAccess.unwritable(path) }
    defer { close(file) }
    // The umask may have taken more away than the owner can do without.
    fchmod(file, 0o600)
    guard StandardStreams.write(bytes, to: file), fsync(file) == 0 else {
      let error = FileAccess.unwritable(path)
      unlink(draft)
      throw error
    }
  }

  /// For file systems without hard links: the name is taken first, and given back when the bytes do
  /// not fit.
  private func makeWithoutLinks(_ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? taken : FileAccess.unwritable(path) }
    defer { close(file) }
    guard StandardStreams.write(bytes, to: file), fsync(file) == 0 else {
      let error = FileAccess.unwritable(path)
      unlink(path)
      throw error
    }
  }

  private func syncFolder() {
    let folder = open(FileAccess.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Whether the file is there with exactly this text.
  private func holds(_ text: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    // Pipes and devices have no end to seek to.
    guard lseek(file, 0, SEEK_END) == text.utf8.count, lseek(file, 0, SEEK_SET) == 0 else {
      return false
    }
    // What cannot be read is not ours; the caller then refuses the name.
    return (try? FileAccess.read(file, path: path)) == Array(text.utf8)
  }

  private var taken: GatewayError {
    GatewayError(
      kind: .refused, code: "FileExists", message: "\(path) exists, and it is not overwritten",
      advice: "Name a file that does not exist")
  }
}
