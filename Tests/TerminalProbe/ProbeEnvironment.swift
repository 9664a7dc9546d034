import Glibc

/// The environment of the process, without Foundation.
enum ProbeEnvironment {
  /// The names that a terminal loop and this program read.
  static func read() -> [String: String] {
    var found: [String: String] = [:]
    for name in [
      "TERM", "COLORTERM", "NO_COLOR", "ESCDELAY", "TMUX", "PATH", "PROBE_MOUSE", "PROBE_LOG",
    ] {
      if let value = getenv(name) { found[name] = String(cString: value) }
    }
    return found
  }
}
