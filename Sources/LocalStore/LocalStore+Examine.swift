import Foundation
import GRDB
import Glibc

extension LocalStore {
  /// Looks at a state folder and its database without making, mending or moving anything.
  package static func examine(folder path: String) -> StoreFacts {
    let folder = StoreFolder(path: path)
    var facts = StoreFacts(folder: path, folderPlace: place(path, isFolder: true))
    facts.canMakeFolder = canMake(path)
    facts.freeBytes = freeBytes(at: path)
    guard case .there = facts.folderPlace else { return facts }
    facts.database = place(folder.database, isFolder: false)
    facts.log = place(path + "/tollgate.log", isFolder: false)
    switch facts.database {
    case .missing: return facts
    case .otherwise:
      facts.health = .broken(
        StoreError(kind: .other, path: folder.database, reason: "it is no file"))
    case .there: look(into: folder, &facts)
    }
    return facts
  }

  private static func look(into folder: StoreFolder, _ facts: inout StoreFacts) {
    let path = folder.database
    guard access(path, R_OK) == 0 else {
      facts.health = .broken(StoreError(errno: errno, path: path))
      return
    }
    guard let options = options(of: path) else {
      facts.health = .unknown("a run of tollgate ended in the middle of a write")
      return
    }
    // What has no byte yet was made by a process that ended before it wrote.
    guard size(of: path) > 0 else {
      facts.health = .unknown("it is still empty")
      return
    }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(2)
      configuration.label = "tollgate.look"
      let database = try DatabaseQueue(
        path: "file:\(Self.escaped(path))?\(options)", configuration: configuration)
      try database.read { db in
        let check = folder.isSuspect ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)"
        guard try String.fetchOne(db, sql: check) == "ok" else {
          throw StoreError(kind: .damaged, path: path, reason: "the file's pages do not agree")
        }
        facts.schemaDone = try Schema.stepsDone(db, path: path)
        guard facts.schemaDone == StoreFacts.knownSteps else {
          facts.health = .unknown("the next change brings it up to date first")
          return
        }
        facts.health = .sound(try chain(db, path: path))
      }
      try database.close()
    } catch {
      facts.health = .broken(StoreError(error, path: path))
    }
  }

  /// How SQLite may open the file without making another: a log and its index that are there are
  /// read with the locks of those who use them; without a log the file stands for itself. Nil for a
  /// log whose index is gone: reading it would make one.
  private static func options(of path: String) -> String? {
    guard size(of: path + "-wal") > 0 else { return "immutable=1" }
    return access(path + "-shm", R_OK) == 0 ? "mode=ro&readonly_shm=1" : nil
  }

  private static func place(_ path: String, isFolder: Bool) -> StoreFacts.Place {
    guard let found = attributes(of: path), let mode = found[.posixPermissions] as? NSNumber else {
      return .missing
    }
    let kind = found[.type] as? FileAttributeType
    guard kind == (isFolder ? .typeDirectory : .typeRegular) else { return .otherwise }
    return .there(
      mode: mode.uint32Value & 0o777,
      isWritable: access(path, isFolder ? R_OK | W_OK | X_OK : R_OK | W_OK) == 0)
  }

  private static func size(of path: String) -> Int64 {
    (attributes(of: path)?[.size] as? NSNumber)?.int64Value ?? 0
  }

  /// What a path leads to; nil when there is nothing, or nothing that may be looked at.
  private static func attributes(of path: String) -> [FileAttributeKey: Any]? {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    // See above: why it cannot be looked at changes nothing.
    return try? FileManager.default.attributesOfItem(atPath: target)
  }

  /// Whether a folder is there or could be made: what is around it may be written.
  private static func canMake(_ path: String) -> Bool {
    let around = around(path)
    return access(around, W_OK | X_OK) == 0
  }

  /// The path itself, or the nearest folder above that is there.
  private static func around(_ path: String) -> String {
    var path = path
    while access(path, F_OK) != 0, let slash = path.lastIndex(of: "/") {
      path = slash == path.startIndex ? "/" : String(path[..<slash])
      if path == "/" { break }
    }
    return path
  }

  private static func freeBytes(at path: String) -> Int64? {
    // A file system that does not say how much is free is one of which it is not known.
    let found = try? FileManager.default.attributesOfFileSystem(forPath: around(path))
    return (found?[.systemFreeSize] as? NSNumber)?.int64Value
  }

  /// A path within a URI of SQLite's.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: String(Unicode.Scalar(byte))
      default: "%" + String(byte / 16, radix: 16) + String(byte % 16, radix: 16)
      }
    }.joined()
  }
}
