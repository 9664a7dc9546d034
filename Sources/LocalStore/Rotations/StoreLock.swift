import Glibc
import Synchronization

/// A lock that other processes respect, held until it is released or the process ends.
package final class StoreLock: Sendable {
  private let path: String
  private let descriptor: Mutex<Int32?>

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  /// Gives the lock back. A second call does nothing.
  package func release() {
    let held = descriptor.withLock { held in
      defer { held = nil }
      return held
    }
    guard let held else { return }
    // Removed while it is held, so that nobody can have it; should that fail, an empty file stays.
    unlink(path)
    Glibc.close(held)
  }

  /// Takes the lock of a file without waiting; nil when somebody else has it.
  ///
  /// A lock belongs to an open file, not to a process, so two parts of one process exclude each
  /// other as well.
  static func take(_ path: String) throws(StoreError) -> StoreLock? {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw StoreError(errno: errno, path: path) }
      var result = flock(descriptor, LOCK_EX | LOCK_NB)
      while result != 0, errno == EINTR { result = flock(descriptor, LOCK_EX | LOCK_NB) }
      guard result == 0 else {
        let reason = errno
        Glibc.close(descriptor)
        if reason == EWOULDBLOCK { return nil }
        throw StoreError(errno: reason, path: path)
      }
      // Between opening and locking, the one before may have removed the file: its lock is worth
      // nothing then, since the next one would make another file.
      if isSame(descriptor, path) { return StoreLock(path: path, descriptor: descriptor) }
      Glibc.close(descriptor)
    }
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0
      && held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }
}
