import Foundation
import GRDB

extension StoreError {
  /// The error of a database operation, as one of ours.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = (error as? StoreError) ?? StoreError(kind: .other, path: path, reason: "\(error)")
      return
    }
    let kind: Kind
    switch error.resultCode {
    case .SQLITE_FULL: kind = .full
    // The shared memory file beside the database could not grow.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: kind = .full
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: kind = .notWritable
    case .SQLITE_BUSY, .SQLITE_LOCKED: kind = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: kind = .damaged
    default: kind = .other
    }
    self.init(kind: kind, path: path, reason: error.message ?? "SQLite code \(error.resultCode)")
  }

  /// The error of a system call.
  init(errno code: Int32, path: String) {
    let kind: Kind =
      switch code {
      case ENOSPC, EDQUOT: .full
      default: .notWritable
      }
    self.init(kind: kind, path: path, reason: String(cString: strerror(code)))
  }
}
