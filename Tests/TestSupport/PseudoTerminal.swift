import Glibc

/// A program in a terminal of its own, watched through the other side. Everything waits with a
/// deadline and nothing sleeps. For one task at a time.
package final class PseudoTerminal {
  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    /// It exited with a code.
    case code(Int32)
    /// A signal ended it.
    case signal(Int32)
  }

  /// What the system refused.
  package struct Failure: Error, CustomStringConvertible {
    /// What was tried, with the error number.
    package var description: String
  }

  /// How long anything may take before a test fails.
  package static let patience = Duration.seconds(20)

  /// What stands on the screen.
  package private(set) var screen: ScreenReader
  /// Every byte that came.
  package private(set) var bytes: [UInt8] = []
  /// The process that was started.
  package private(set) var process: Int32 = 0
  /// How it ended, once it has.
  package private(set) var ending: Ending?

  /// TIOCSPTLCK and TIOCGPTN, and the flag that gives a program a session of its own.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int32 = 0x80

  private var primary: Int32
  private let secondary: Int32
  private let path: String
  private let clock = ContinuousClock()

  /// Opens a terminal of a size.
  package init(columns: Int = 80, rows: Int = 24) throws {
    // What posix_openpt, unlockpt and ptsname do on Linux; Swift does not see these.
    primary = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard primary >= 0, ioctl(primary, Self.setLock, &unlocked) == 0,
      ioctl(primary, Self.getNumber, &number) == 0
    else { throw Failure(description: "no pseudo terminal: \(errno)") }
    path = "/dev/pts/\(number)"
    // Kept open so that the modes can be read when the program has gone.
    secondary = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard secondary >= 0 else { throw Failure(description: "cannot open \(path): \(errno)") }
    screen = ScreenReader(columns: columns, rows: rows)
    _ = fcntl(primary, F_SETFL, fcntl(primary, F_GETFL) | O_NONBLOCK)
    setSize(columns: columns, rows: rows)
  }

  deinit {
    if process > 0, ending == nil {
      kill(-process, SIGKILL)
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    if primary >= 0 { close(primary) }
    close(secondary)
  }

  /// Starts a program with this as its controlling terminal, in a session of its own.
  package func start(
    _ program: String, _ arguments: [String] = [], environment: [String: String]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags =
      Self.newSession | Int32(POSIX_SPAWN_SETSIGMASK)
      | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var words = ([program] + arguments).map { strdup($0) }
    var pairs = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    pairs.append(nil)
    defer { for text in words + pairs { free(text) } }
    let result = posix_spawn(&process, program, &actions, &attributes, words, pairs)
    guard result == 0 else { throw Failure(description: "cannot start \(program): \(result)") }
  }

  /// Types.
  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let end = clock.now + Self.patience
    while !rest.isEmpty, clock.now < end {
      let count = rest.withUnsafeBytes { write(primary, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else {
        // The program reads slowly; it may wait for its own output to be taken.
        read(until: clock.now + .milliseconds(10))
      }
    }
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(process, number) }

  /// Takes the terminal away, as when its window is closed.
  package func disconnect() {
    close(primary)
    primary = -1
  }

  /// Gives the terminal another size, of which the program hears.
  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    setSize(columns: columns, rows: rows)
  }

  private func setSize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(primary, UInt(TIOCSWINSZ), &size)
  }

  /// The terminal's modes, comparable: flags and control characters.
  package var modes: [UInt32] {
    var modes = termios()
    tcgetattr(secondary, &modes)
    let characters = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + characters
  }

  /// True while the terminal is as programs find it: echoing and line by line.
  package var isCooked: Bool { modes[3] & UInt32(ECHO | ICANON) == UInt32(ECHO | ICANON) }

  // MARK: Waiting

  /// Reads until the screen is as wanted; false when that took too long or the program has ended.
  package func wait(
    _ patience: Duration = PseudoTerminal.patience, for wanted: (ScreenReader) -> Bool
  ) -> Bool {
    let end = clock.now + patience
    while true {
      if wanted(screen) { return true }
      if clock.now >= end { return false }
      if !read(until: end, once: true), reap() {
        drain()
        return wanted(screen)
      }
    }
  }

  /// Waits for the screen to contain a text.
  package func wait(for text: String) -> Bool { wait { $0.contains(text) } }

  /// Waits for the program to end, and reads what it said until then.
  package func waitForEnd(_ patience: Duration = PseudoTerminal.patience) -> Ending? {
    let end = clock.now + patience
    while clock.now < end {
      if reap() {
        drain()
        return ending
      }
      read(until: min(end, clock.now + .milliseconds(10)), once: true)
    }
    return nil
  }

  /// Reads what there is at this moment.
  package func drain() { while read(until: clock.now, once: true) {} }

  private func reap() -> Bool {
    guard ending == nil, process > 0 else { return ending != nil }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    ending = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
    return true
  }

  /// Reads until a moment, or only one piece; true when something came.
  @discardableResult
  private func read(until end: ContinuousClock.Instant, once: Bool = false) -> Bool {
    guard primary >= 0 else {
      // Nothing to read any more; only the end is waited for.
      poll(nil, 0, 5)
      return false
    }
    var came = false
    var buffer = [UInt8](repeating: 0, count: 65_536)
    repeat {
      let left = (end - clock.now).components
      let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000
      // In short turns, so that a program which ends without a word is noticed.
      var ready = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, Int32(min(20, max(0, milliseconds)))) > 0 else { return came }
      let count = Glibc.read(primary, &buffer, buffer.count)
      guard count > 0 else { return came }
      bytes += buffer.prefix(count)
      screen.feed(buffer.prefix(count))
      came = true
    } while !once && clock.now < end
    return came
  }
}
