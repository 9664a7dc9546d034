import Glibc

/// The clipboard inside of tmux, which by default takes no clipboard sequence from a program: its
/// own command puts the text into its buffer and passes it on to the terminal around it.
struct TmuxClipboard: Sendable {
  private let variables: [String]

  /// Nil outside of tmux.
  init?(environment: [String: String]) {
    guard let tmux = environment["TMUX"], !tmux.isEmpty else { return nil }
    variables = ["TMUX", "TMUX_TMPDIR", "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE"]
      .compactMap { name in environment[name].map { "\(name)=\($0)" } }
  }

  /// Hands a text over; false when tmux did not take it. The text goes through a pipe, never
  /// through the list of arguments. Waits for tmux, so call it where waiting hurts nobody.
  func copy(_ text: String) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in ends where end >= 0 { close(end) } }
    // A pipe holds 64 KB, more than the sequence may have, so this cannot wait for the reader.
    let bytes = Array(text.utf8)
    guard bytes.count <= 60_000, write(ends[1], bytes, bytes.count) == bytes.count else {
      return false
    }
    close(ends[1])
    ends[1] = -1
    guard let process = start(input: ends[0]) else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return false }
    }
    return status == 0
  }

  private func start(input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    // The loop's signals are blocked here; a child must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    let words = Self.copies(of: ["tmux", "load-buffer", "-w", "-"])
    let pairs = Self.copies(of: variables)
    defer { for text in words + pairs { free(text) } }
    var process: pid_t = 0
    return posix_spawnp(&process, "tmux", &actions, &attributes, words, pairs) == 0
      ? process : nil
  }

  private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
