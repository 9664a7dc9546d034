import Foundation
import Synchronization
import TollgateCLI

/// stdin, stdout and stderr.
enum StandardStreams {
  /// Writes all of a text to stdout.
  static func writeOutput(_ text: String) throws {
    guard write(Array(text.utf8), to: STDOUT_FILENO) else { throw BrokenPipe() }
  }

  /// Writes all of a text to stderr.
  static func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes bytes; false when nobody reads them any more or there is no room.
  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 && errno == EAGAIN {
          var wait = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, -1)
          continue
        }
        guard count >= 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Reads a line from stdin, byte by byte so that nothing behind it is taken.
  static func readLine(echo: Bool) throws -> String? {
    var before = termios()
    let hidesEcho = !echo && tcgetattr(STDIN_FILENO, &before) == 0
    if hidesEcho {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    }
    defer {
      if hidesEcho { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    }
    return try readLine()
  }

  private static func readLine() throws -> String? {
    var bytes: [UInt8] = []
    while true {
      var fds = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      ]
      let ready = poll(&fds, 1, 100)
      if Interrupts.signal.load(ordering: .sequentiallyConsistent) != 0 {
        throw CancellationError()
      }
      if ready <= 0 { continue }
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }

  /// Width of the terminal behind stdout, 80 where there is none.
  static func columns() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
