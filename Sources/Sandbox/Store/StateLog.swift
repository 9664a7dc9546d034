import Foundation
import Glibc
import Synchronization

/// The file that keeps the state over restarts: a line per change, on disk before it is answered.
///
/// A line is a JSON array of edits; the first holds the whole account. A `kill -9` may tear the
/// last line; it was not answered then, and is dropped when the file is read. From time to time,
/// and at the end, the file is replaced by its shortest form with one atomic rename.
final class StateLog: Sendable {
  /// Why the file could not be used.
  struct Failure: Error, CustomStringConvertible {
    /// The sentence for the user.
    var description: String
  }

  private struct Handle {
    var descriptor: Int32
    var lines: Int
    var linesAfterCompaction: Int
    var counts = 0
  }

  private let path: String
  private let handle: Mutex<Handle>

  /// Opens a file for appending after its edits were read.
  private init(path: String, descriptor: Int32, lines: Int) {
    self.path = path
    self.handle = Mutex(
      Handle(descriptor: descriptor, lines: lines, linesAfterCompaction: lines))
  }

  /// Opens a state file.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - propagation: seconds until the data plane sees a change.
  ///   - fresh: makes the first state when there is no file yet.
  /// - Returns: the log to append to, and the account.
  /// - Throws: ``Failure``.
  static func open(
    _ path: String, propagation: Double, fresh: () -> AccountState
  ) throws -> (log: StateLog, timeline: AccountTimeline) {
    if FileManager.default.fileExists(atPath: path) {
      let (log, edits) = try reopen(path)
      return (log, AccountTimeline(replaying: edits, propagation: propagation))
    }
    let state = fresh()
    try replace(path, with: state.snapshot)
    let log = StateLog(path: path, descriptor: try appending(path), lines: 1)
    return (log, AccountTimeline(state, propagation: propagation))
  }

  private static func reopen(_ path: String) throws -> (log: StateLog, edits: [Edit]) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw Failure(description: "The state file \(path) cannot be read.")
    }
    var edits: [Edit] = []
    let decoder = JSONDecoder()
    var start = bytes.startIndex
    var lines = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      do {
        edits += try decoder.decode([Edit].self, from: bytes[start..<end])
      } catch {
        throw Failure(description: "The state file \(path) is broken in line \(lines + 1).")
      }
      lines += 1
      start = bytes.index(after: end)
    }
    guard lines > 0 else {
      throw Failure(description: "The state file \(path) holds no state.")
    }
    let descriptor = try appending(path)
    if start < bytes.endIndex {
      // A torn last line was never answered, so nobody relies on it.
      guard ftruncate(descriptor, off_t(start - bytes.startIndex)) == 0 else {
        throw Failure(description: "The state file \(path) cannot be written.")
      }
    }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw Failure(description: "The state file \(path) cannot be made private.")
    }
    return (StateLog(path: path, descriptor: descriptor, lines: lines), edits)
  }

  /// Writes a change down; when this returns, it is on disk.
  ///
  /// What is not synced outlives the process, but not the machine.
  func append(_ edits: [Edit], isSynced: Bool = true) throws {
    var line = try JSONEncoder().encode(edits)
    line.append(UInt8(ascii: "\n"))
    try handle.withLock { handle in
      let length = lseek(handle.descriptor, 0, SEEK_END)
      do {
        try Self.write(line, to: handle.descriptor, path: path, isSynced: isSynced)
      } catch {
        // Half a line must not stand before the next one.
        if length >= 0 { _ = ftruncate(handle.descriptor, length) }
        throw error
      }
      if isSynced { handle.lines += 1 } else { handle.counts += 1 }
    }
  }

  /// True when so many lines came since the last short form that another one pays.
  var wantsCompaction: Bool {
    handle.withLock { $0.lines - $0.linesAfterCompaction > 5000 || $0.counts > 50_000 }
  }

  /// Replaces the file by its shortest form; the long form is as good, so a failure changes nothing.
  func compact(to snapshot: [Edit]) {
    handle.withLock { handle in
      guard handle.lines > handle.linesAfterCompaction || handle.counts > 0 else { return }
      do {
        try Self.replace(path, with: snapshot)
        let descriptor = try Self.appending(path)
        _ = Glibc.close(handle.descriptor)
        handle = Handle(descriptor: descriptor, lines: 1, linesAfterCompaction: 1)
      } catch {
        handle.linesAfterCompaction = handle.lines
        handle.counts = 0
      }
    }
  }

  /// Closes the file.
  func close() {
    handle.withLock { handle in
      guard handle.descriptor >= 0 else { return }
      _ = Glibc.close(handle.descriptor)
      handle.descriptor = -1
    }
  }

  private static func appending(_ path: String) throws -> Int32 {
    let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(description: "The state file \(path) cannot be opened for writing.")
    }
    return descriptor
  }

  private static func replace(_ path: String, with snapshot: [Edit]) throws {
    let draft = path + ".new"
    let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(description: "The state file \(path) cannot be made.")
    }
    defer { _ = Glibc.close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw Failure(description: "The state file \(path) cannot be made private.")
    }
    var text = try JSONEncoder().encode(snapshot)
    text.append(UInt8(ascii: "\n"))
    try write(text, to: descriptor, path: path)
    guard rename(draft, path) == 0 else {
      throw Failure(description: "The state file \(path) cannot be replaced.")
    }
    syncFolder(of: path)
  }

  /// Makes the rename itself last; a folder that cannot be synced costs durability, not truth.
  private static func syncFolder(of path: String) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = Glibc.open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = Glibc.close(descriptor)
  }

  private static func write(
    _ data: Data, to descriptor: Int32, path: String, isSynced: Bool = true
  ) throws {
    let bytes = Array(data)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw Failure(description: "The state file \(path) cannot be written.")
      }
      done += count
    }
    guard !isSynced || fsync(descriptor) == 0 else {
      throw Failure(description: "The state file \(path) cannot be brought to disk.")
    }
  }
}
