import Foundation
import Glibc

/// The folder that holds the database: made 0700, its files 0600.
struct StoreFolder {
  let path: String

  var database: String { path + "/tollgate.db" }
  private var lockFile: String { path + "/tollgate.lock" }
  private var suspicion: String { path + "/tollgate.db.suspect" }

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
      throw StoreError(errno: errno, path: lockFile)
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
    let target = Self.unused("\(database).damaged-\(stamp)")
    guard rename(database, target) == 0 else { throw StoreError(errno: errno, path: database) }
    for suffix in ["-wal", "-shm"] where access(database + suffix, F_OK) == 0 {
      guard rename(database + suffix, target + suffix) == 0 else {
        throw StoreError(errno: errno, path: database + suffix)
      }
    }
    try makeFile(database)
    clearSuspicion()
    return target
  }

  /// True when somebody found the database damaged while using it.
  var isSuspect: Bool { access(suspicion, F_OK) == 0 }

  /// Leaves a mark that the database was found damaged, so that the next one to open it looks at
  /// all of it and not only at what can be looked at quickly.
  func suspect() {
    let descriptor = open(suspicion, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    // Without the mark the next start finds out by itself or meets the damage again: the error
    // that is on its way to the person matters more.
    if descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// Takes the mark away.
  func clearSuspicion() { unlink(suspicion) }

  /// Makes what was renamed in the folder last a power cut.
  func sync() throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError(errno: errno, path: path) }
    defer { Glibc.close(descriptor) }
    // Some file systems know no syncing of folders and say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw StoreError(errno: errno, path: path)
    }
  }

  /// A path at which there is nothing yet: the one given, or with a number behind.
  static func unused(_ path: String) -> String {
    var candidate = path
    var number = 2
    while access(candidate, F_OK) == 0 {
      candidate = "\(path)-\(number)"
      number += 1
    }
    return candidate
  }

  /// SQLite gives its `-wal` and `-shm` files the rights of the database, so 0600 here is enough.
  private func makeFile(_ file: String) throws(StoreError) {
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(errno: errno, path: file)
    }
    defer { Glibc.close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw StoreError(errno: errno, path: file)
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
