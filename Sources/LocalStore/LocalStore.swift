package import Foundation
import GRDB
import Synchronization

/// What this program keeps on disk: the journal of every change, rotations, hashes of keys that were
/// seen or revoked, and the time of the last plan update per account and region. Never a key's
/// value.
///
/// One SQLite file with a write-ahead log, synced at every commit. Several processes may use it at
/// once: each write is one IMMEDIATE transaction that waits up to five seconds for the others.
package final class LocalStore: Sendable {
  /// How a store is opened.
  package struct Options: Sendable {
    /// Seconds to wait for another process.
    package var busyTimeout: Double
    /// Largest number of database pages; nil for no limit of ours.
    package var maximumPages: Int?

    /// Makes options.
    package init(busyTimeout: Double = 5, maximumPages: Int? = nil) {
      self.busyTimeout = busyTimeout
      self.maximumPages = maximumPages
    }
  }

  /// The database file.
  package let path: String
  /// Where a damaged database was moved to when this one was opened; nil when it was well.
  package let keptAside: String?

  let folder: StoreFolder
  let database: DatabaseQueue
  /// The leak index's key once it was read.
  let indexKey = Mutex<[UInt8]?>(nil)

  private init(folder: StoreFolder, keptAside: String?, database: DatabaseQueue) {
    self.folder = folder
    path = folder.database
    self.keptAside = keptAside
    self.database = database
  }

  /// Opens the store in a folder; folder and file are made when they are missing.
  ///
  /// A damaged file is renamed, a new one is begun, and ``keptAside`` says so.
  package static func open(
    folder: String, now: Date, options: Options = Options()
  ) throws(StoreError) -> LocalStore {
    let folder = StoreFolder(path: folder)
    try folder.prepare()
    return try folder.locked { () throws(StoreError) in
      do throws(StoreError) {
        let database = try connect(folder, options)
        return LocalStore(folder: folder, keptAside: nil, database: database)
      } catch {
        guard error.kind == .damaged else { throw error }
        let aside = try folder.setAside(at: now)
        let database = try connect(folder, options)
        return LocalStore(folder: folder, keptAside: aside, database: database)
      }
    }
  }

  /// Ends the connection. Later calls fail.
  package func close() throws(StoreError) {
    do {
      try database.close()
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func connect(
    _ folder: StoreFolder, _ options: Options
  ) throws(StoreError) -> DatabaseQueue {
    let path = folder.database
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(options.busyTimeout)
      configuration.journalMode = .wal
      configuration.label = "tollgate.store"
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try database.writeWithoutTransaction { db in
        // GRDB sets NORMAL with the write-ahead log; the journal must survive a power cut.
        try db.execute(sql: "PRAGMA synchronous = FULL")
        if let pages = options.maximumPages {
          try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        // The whole check compares indexes with their tables too and takes several times as long.
        let check = folder.isSuspect ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)"
        guard try String.fetchOne(db, sql: check) == "ok" else {
          throw StoreError(kind: .damaged, path: path, reason: "the file's pages do not agree")
        }
      }
      try Schema.migrate(database, path: path)
      folder.clearSuspicion()
      return database
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Runs a write in one IMMEDIATE transaction. It is not cut short when the task is cancelled: what
  /// happened must be written down all the same.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    try await run { db in try Self.transaction(db, .immediate, work) }
  }

  /// Runs a read in one transaction, which sees one state of the database and stops no writer.
  func read<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    try await run { db in try Self.transaction(db, .deferred, work) }
  }

  /// Runs a write as ``write(_:)`` does, on the caller's own thread.
  func writeNow<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try database.writeWithoutTransaction { db in
        try Self.transaction(db, .immediate, work)
      }
    } catch {
      throw noted(StoreError(error, path: path))
    }
  }

  private func run<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let path = path
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      database.asyncWriteWithoutTransaction { db in
        do {
          continuation.resume(returning: .success(try work(db)))
        } catch {
          continuation.resume(returning: .failure(StoreError(error, path: path)))
        }
      }
    }
    do {
      return try result.get()
    } catch {
      throw noted(error)
    }
  }

  private static func transaction<Value>(
    _ db: Database, _ kind: Database.TransactionKind, _ work: (Database) throws -> Value
  ) throws -> Value {
    var result: Value?
    try db.inTransaction(kind) {
      result = try work(db)
      return .commit
    }
    guard let result else { throw DatabaseError(message: "the transaction did not run") }
    return result
  }

  /// Damage that shows only in use is marked, so that the next start sets the file aside.
  private func noted(_ error: StoreError) -> StoreError {
    if error.kind == .damaged { folder.suspect() }
    return error
  }
}

extension LocalStore {
  /// Runs one SQL statement as it stands: for tests that try to break rules.
  func execute(_ sql: String) async throws(StoreError) {
    try await write { try $0.execute(sql: sql) }
  }
}
