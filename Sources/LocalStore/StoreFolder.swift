import Foundation
import Glibc

/// The folder that holds the database: made 0700, its files 0600.
struct StoreFolder {
  let path: String

  var database: String { path + "/tollgate.db" }
  private var lockFile: String { path + "/tollgate.lock" }

  /// Makes the folder and the database file if need be and takes other users' rights away.
  func prepare() throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError(kind: .folder, path: path, reason: Self.words(of: error))
    }
    guard chmod(path, 0o700) == 0 || access(path, R_OK | W_OK | X_OK) == 0 else {
      throw StoreError(kind: .folder, path: path, reason: String(cString: strerror(errno)))
    }
    try makeFile(database)
  }

  /// Runs with a lock that other processes respect, so that two of them neither create nor replace
  /// the database at the same time.
  func locked<Value>(_ work: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(
        kind: .notWritable, path: lockFile, reason: String(cString: strerror(errno)))
    }
    defer { Glibc.close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw StoreError(kind: .busy, path: lockFile, reason: String(cString: strerror(errno)))
      }
    }
    return try work()
  }

  /// Renames a damaged database out of the way.
  ///
  /// - Returns: the file's new path.
  func setAside(at now: Date) throws(StoreError) -> String {
    let stamp = Int(now.timeIntervalSince1970)
    let target = "\(database).damaged-\(stamp)"
    guard rename(database, target) == 0 else {
      throw StoreError(
        kind: .notWritable, path: database, reason: String(cString: strerror(errno)))
    }
    for suffix in ["-wal", "-shm"] where access(database + suffix, F_OK) == 0 {
      guard rename(database + suffix, target + suffix) == 0 else {
        throw StoreError(
          kind: .notWritable, path: database + suffix, reason: String(cString: strerror(errno)))
      }
    }
    try makeFile(database)
    return target
  }

  /// SQLite gives its `-wal` and `-shm` files the rights of the database, so 0600 here is enough.
  private func makeFile(_ file: String) throws(StoreError) {
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(kind: .notWritable, path: file, reason: String(cString: strerror(errno)))
    }
    defer { Glibc.close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw StoreError(kind: .notWritable, path: file, reason: String(cString: strerror(errno)))
    }
  }

  private static func words(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }
}
