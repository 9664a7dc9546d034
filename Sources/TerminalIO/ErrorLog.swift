import CTerminal
import Glibc

/// Takes what is written to standard error while the screen is open, and gives its end back.
struct ErrorLog {
  /// Bytes of the end that are shown.
  private static let shown = 4_096
  /// Lines of the end that are shown.
  private static let lines = 20

  private let file: Int32
  private let start: off_t

  /// Opens the file, or one in memory when there is no path or it cannot be opened. Nil when
  /// standard error is not the terminal: then it already goes where the user wants it.
  init?(path: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    var opened: Int32 = -1
    if let path {
      Self.makeFolders(of: path)
      opened = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    }
    if opened < 0 { opened = ct_open_scratch() }
    guard opened >= 0 else { return nil }
    file = opened
    start = lseek(opened, 0, SEEK_END)
    guard ct_redirect_errors(opened) else {
      Glibc.close(opened)
      return nil
    }
  }

  /// Closes the file.
  func close() { Glibc.close(file) }

  private static func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if !part.isEmpty { mkdir(folder, 0o700) }
    }
  }

  /// The last lines that came since the file was opened, safe to print; empty when there are none.
  func tail() -> String {
    let end = lseek(file, 0, SEEK_END)
    let from = max(start, end - off_t(Self.shown))
    guard end > from else { return "" }
    var bytes = [UInt8](repeating: 0, count: Int(end - from))
    let count = pread(file, &bytes, bytes.count, from)
    guard count > 0 else { return "" }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    return Self.safe(text).split(separator: "\n", omittingEmptySubsequences: true)
      .suffix(Self.lines).map { $0 + "\n" }.joined()
  }

  /// Control characters as question marks: the log may quote what came from elsewhere.
  private static func safe(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: safe.append(scalar)
      case 0x09: safe.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069:
        safe.append("?")
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }
}
