import Foundation
import Glibc

/// The file with the leak index's random key. It is never seen half written: it is written under
/// another name, synced, and then renamed, all under the folder's lock.
struct LeakIndexKeyFile {
  static let length = 32

  let folder: StoreFolder
  private var path: String { folder.path + "/leak-index.key" }

  /// The key in the file; made when there is none, made anew when the file is damaged.
  func key() throws(StoreError) -> [UInt8] {
    if let key = try read(), key.count == Self.length { return key }
    return try folder.locked { () throws(StoreError) in
      // Another process may have made it meanwhile.
      if let found = try read() {
        if found.count == Self.length { return found }
        try setAside()
      }
      return try make()
    }
  }

  /// The file's bytes, one more than a key's at most; nil when there is no file.
  private func read() throws(StoreError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StoreError(errno: errno, path: path)
    }
    defer { Glibc.close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw StoreError(errno: errno, path: path) }
    var bytes = [UInt8](repeating: 0, count: Self.length + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw StoreError(errno: errno, path: path) }
      if got == 0 { break }
      count += got
    }
    return Array(bytes.prefix(count))
  }

  private func make() throws(StoreError) -> [UInt8] {
    let fresh = path + ".new"
    // Left behind by a process that died here; the lock says that nobody is writing it now.
    if unlink(fresh) != 0, errno != ENOENT { throw StoreError(errno: errno, path: fresh) }
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StoreError(errno: errno, path: fresh) }
    defer { Glibc.close(descriptor) }
    var generator = SystemRandomNumberGenerator()
    let key = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let written = key.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == Self.length else {
      throw StoreError(errno: written < 0 ? errno : ENOSPC, path: fresh)
    }
    guard fsync(descriptor) == 0, rename(fresh, path) == 0 else {
      throw StoreError(errno: errno, path: path)
    }
    try folder.sync()
    return key
  }

  private func setAside() throws(StoreError) {
    guard rename(path, StoreFolder.unused("\(path).damaged")) == 0 else {
      throw StoreError(errno: errno, path: path)
    }
  }
}
