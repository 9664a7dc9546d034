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
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: kind = .notWritable
    case .SQLITE_BUSY, .SQLITE_LOCKED: kind = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: kind = .damaged
    default: kind = .other
    }
    self.init(kind: kind, path: path, reason: error.message ?? "SQLite code \(error.resultCode)")
  }
}
