import Foundation
import GatewayKit
import Synchronization
import TollgateCLI

/// A file or a stream that is read in pieces; its descriptor is closed with the last reader.
final class FilePieces: Sendable {
  private let file: Int32
  private let path: String
  private let isOurs: Bool
  private static let size = 1 << 18

  /// Reads from a descriptor that somebody else closes.
  init(_ file: Int32, path: String, isOurs: Bool = false) {
    self.file = file
    self.path = path
    self.isOurs = isOurs
  }

  /// Opens a file.
  static func open(_ path: String) throws -> FilePieces {
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileAccess.unreadable(path) }
    return FilePieces(file, path: path, isOurs: true)
  }

  deinit {
    if isOurs { close(file) }
  }

  /// Returns the next piece, nil at the end.
  var reader: Pieces {
    { [self] in try next() }
  }

  /// A pipe gives what is in it: pieces may be small, and are never waited for until full. Whoever
  /// reads can be interrupted while nothing comes.
  private func next() throws -> [UInt8]? {
    while true {
      var ready = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let count = poll(&ready, 1, 100)
      if Interrupts.signal.load(ordering: .sequentiallyConsistent) != 0 {
        throw CancellationError()
      }
      if count == 0 || count < 0 && errno == EINTR { continue }
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, filled in
        let count = read(file, buffer.baseAddress, buffer.count)
        failure = count < 0 ? errno : 0
        filled = max(0, count)
      }
      if failure == EINTR || failure == EAGAIN { continue }
      guard failure == 0 else {
        errno = failure
        throw FileAccess.unreadable(path)
      }
      return piece.isEmpty ? nil : piece
    }
  }
}
