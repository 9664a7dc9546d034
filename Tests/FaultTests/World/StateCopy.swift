import Foundation

/// The state folder as a process leaves it that ends in the middle: the database, and the
/// write-ahead log up to a commit.
enum StateCopy {
  /// Copies a folder. SQLite makes the `-shm` file anew from the log.
  static func copy(_ source: String, to target: String, losing writes: Int = 0) throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard files.fileExists(atPath: source) else { return }
    for name in try files.contentsOfDirectory(atPath: source) where !name.hasSuffix("-shm") {
      let from = source + "/" + name
      if name.hasSuffix("-wal"), writes > 0 {
        var log = try Data(contentsOf: URL(filePath: from))
        let ends = commits(in: log)
        let kept = ends.count - writes
        log = log.prefix(kept > 0 ? ends[kept - 1] : 0)
        // Part of the next commit is there, as after a torn write.
        if kept > 0 { log += Data(repeating: 0x5A, count: 100) }
        try log.write(to: URL(filePath: target + "/" + name))
      } else {
        try files.copyItem(atPath: from, toPath: target + "/" + name)
      }
    }
  }

  /// How many commits the write-ahead log of a folder holds.
  static func commits(inFolder folder: String) -> Int {
    // No log means no commit since the last checkpoint.
    guard let log = try? Data(contentsOf: URL(filePath: folder + "/tollgate.db-wal")) else {
      return 0
    }
    return commits(in: log).count
  }

  /// The offsets after each commit: frames are told apart by the log's salts, and the last frame of
  /// a commit says how large the database is then.
  private static func commits(in log: Data) -> [Int] {
    guard log.count > 32 else { return [] }
    let bytes = [UInt8](log)
    func word(_ at: Int) -> UInt32 {
      bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    let page = Int(word(8))
    var ends: [Int] = []
    var at = 32
    while at + 24 + page <= bytes.count {
      guard bytes[at + 8..<at + 16] == bytes[16..<24] else { break }
      if word(at + 4) != 0 { ends.append(at + 24 + page) }
      at += 24 + page
    }
    return ends
  }
}
