import Foundation
import Synchronization

/// Text that a person pastes into the terminal: nothing of it is shown, and nothing of it is left
/// for the shell to read.
enum TerminalPaste {
  /// How long after an empty line more of a paste may still come, in milliseconds.
  private static let patience: Int32 = 150

  /// Reads until an empty line with nothing behind it, or ctrl-d. Lines may be longer than the 4,096
  /// bytes that a terminal's own line editing takes.
  static func read() throws -> [UInt8] {
    var before = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
    if isTerminal {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO | ICANON)
      tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    }
    defer {
      if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    }
    return try collect()
  }

  private static func collect() throws -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let isOver = text.isEmpty ? false : text == [0x0A] || text.suffix(2) == [0x0A, 0x0A]
      guard try waits(isOver ? patience : -1) else { return text }
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return text }
      for byte in buffer[..<count] {
        switch byte {
        case 0x04: return text
        case 0x7F, 0x08:
          if let last = text.last, last != 0x0A { text.removeLast() }
        default: text.append(byte)
        }
      }
    }
  }

  /// Waits for something to read; false when the time is over. -1 waits for ever, and an interrupt
  /// ends it.
  private static func waits(_ milliseconds: Int32) throws -> Bool {
    while true {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let ready = poll(&input, 1, milliseconds < 0 ? 100 : milliseconds)
      if Interrupts.signal.load(ordering: .sequentiallyConsistent) != 0 {
        throw CancellationError()
      }
      if ready > 0 { return true }
      if milliseconds >= 0 && ready == 0 { return false }
    }
  }
}
