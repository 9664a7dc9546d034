import CTerminal
package import Canvas
import Glibc
import Synchronization

/// The loop that owns the terminal. It is opened and run on the main thread; every other method
/// may be called from anywhere.
///
/// The order at the start of a program: ``blockSignals()`` before any other thread exists, then
/// ``init(options:)``, then start whatever consumes ``events`` and calls ``present(_:sheet:cursor:)``,
/// and then ``run()`` on the main thread. A child process inherits the blocked signals: spawn it
/// with an emptied mask.
package final class TerminalLoop: Sendable {
  /// Everything that the terminal tells, in order. Ends when the loop ends. For one consumer.
  package let events: AsyncStream<TerminalEvent>
  /// The colour tier that was decided: the user's wish, `NO_COLOR`, or what the terminal can.
  package let tier: ColorTier
  /// The glyphs that the terminal and its locale can show.
  package let glyphs: GlyphSet
  /// A sentence about a choice the user may want to know of (an unknown `TERM`); nil mostly.
  package let notice: String?

  let out: AsyncStream<TerminalEvent>.Continuation
  let state: Mutex<LoopState>
  let signals: Int32
  let wakeup: Int32
  let colors: Int
  private let errorLogPath: String?
  private let tmux: TmuxClipboard?
  private let takesSequences: Bool

  /// Blocks the signals that the loop reads. Call it first of all, on the main thread: threads
  /// that exist already would go on to take them.
  package static func blockSignals() { ct_block_signals() }

  /// Opens the screen: alternate screen, raw mode, mouse, paste marks, crash handlers.
  package init(options: TerminalOptions) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw .notATerminal
    }
    let (term, entry, notice) = try Self.describe(options.environment["TERM"] ?? "")
    let profile = TerminalProfile(
      term: term,
      entry: .init(colors: Int(entry.colors), canColor: entry.can_color),
      isUTF8: ct_set_locale(), forced: options.color, environment: options.environment)
    let (tier, colors) = try Self.open(term, profile.tier, Int(entry.colors), options)

    let (signals, wakeup) = (ct_open_signals(), ct_open_wakeup())
    guard signals >= 0, wakeup >= 0 else {
      ct_close()
      throw .failed("no descriptor for signals is left")
    }
    var columns: Int32 = 0
    var rows: Int32 = 0
    ct_screen_size(&columns, &rows)
    (events, out) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    state = Mutex(LoopState(size: Size(width: Int(columns), height: Int(rows))))
    self.signals = signals
    self.wakeup = wakeup
    self.tier = tier
    self.colors = colors
    self.notice = notice
    glyphs = profile.glyphs
    errorLogPath = options.standardErrorLog
    tmux = TmuxClipboard(environment: options.environment)
    takesSequences = entry.xterm_like
  }

  deinit {
    close(signals)
    close(wakeup)
  }

  /// The entry of a terminal; one that is unknown is treated as xterm-256color, with a notice.
  private static func describe(
    _ term: String
  ) throws(TerminalError) -> (String, ct_description, String?) {
    guard !term.isEmpty else { throw .unusable(term: "") }
    var entry = ct_description()
    switch Int(ct_describe(term, &entry)) {
    case CT_OK:
      return (term, entry, nil)
    case CT_UNKNOWN_TERM:
      let known = "xterm-256color"
      guard Int(ct_describe(known, &entry)) == CT_OK else { throw .unusable(term: term) }
      let name = String(term.unicodeScalars.prefix(40).filter { (0x21...0x7E).contains($0.value) })
      return (known, entry, "TERM \"\(name)\" is not known here; the console draws for \(known).")
    default:
      throw .unusable(term: term)
    }
  }

  /// Opens the screen in a tier, or in 256 colours where 24 bits cannot be had.
  private static func open(
    _ term: String, _ tier: ColorTier, _ colors: Int, _ options: TerminalOptions
  ) throws(TerminalError) -> (ColorTier, Int) {
    let delay = Int32(TerminalProfile.escapeDelay(environment: options.environment))
    var attempts: [(ColorTier, Int, Int)] = []
    if tier == .truecolor { attempts.append((.truecolor, CT_COLOR_DIRECT, 1 << 24)) }
    if tier == .mono {
      attempts.append((.mono, CT_COLOR_NONE, 0))
    } else {
      let indexed: ColorTier = colors >= 256 && tier != .ansi16 ? .indexed256 : .ansi16
      attempts.append((indexed, CT_COLOR_INDEXED, colors))
    }
    for (tier, mode, colors) in attempts
    where Int(ct_open(term, Int32(mode), options.mouse, delay)) == CT_OK {
      return (tier, colors)
    }
    throw .failed("ncurses refused a terminal of the kind \"\(term)\"")
  }

  /// The size of the terminal in cells, as of the last resize.
  package var size: Size { state.withLock { $0.size } }

  /// Shows a frame. Only the newest is kept until the loop draws, and only what changed is sent.
  /// The cursor is hidden when it is nil.
  package func present(_ buffer: CellBuffer, sheet: StyleSheet, cursor: Point?) {
    state.withLock { $0.frame = Frame(buffer: buffer, sheet: sheet, cursor: cursor) }
    ct_wake(wakeup)
  }

  /// Draws the last frame once more, whole, over whatever another program left on the screen.
  package func redraw() { add(.redraw) }

  /// Sets the title of the window, where the terminal has one. No secrets, no names of keys.
  package func setTitle(_ text: String) {
    if takesSequences { add(.write(OperatingSequence.title(text, glyphs: glyphs))) }
  }

  /// Puts a text on the clipboard through the terminal (OSC 52), inside of tmux through tmux. False
  /// when it is too long (about 56,000 bytes) or the terminal takes no such sequence. Nobody
  /// answers: that a terminal took it is not known.
  @discardableResult
  package func copy(_ text: String) -> Bool {
    guard takesSequences,
      let sequence = OperatingSequence.copy(text, insideTmux: tmux != nil)
    else { return false }
    guard let tmux else {
      add(.write(sequence))
      return true
    }
    Task.detached { [self] in
      if !tmux.copy(text) { add(.write(sequence)) }
    }
    return true
  }

  /// Rings the bell.
  package func ring() { add(.ring) }

  /// Stops the program as ctrl-z does (which the loop itself does on ctrl-z, without an event).
  /// When it goes on, ``TerminalEvent/resumed`` comes.
  package func suspend() { add(.suspend) }

  /// Runs a piece of work on the main thread with the normal screen and the user's modes, as for
  /// an editor or a pager, and comes back with ``TerminalEvent/resumed``.
  package func leave(_ body: @escaping @Sendable () -> Void) { add(.leave(body)) }

  /// Ends the loop: ``run()`` brings the terminal back, prints the message on the normal screen,
  /// and returns. The first call decides about the message.
  package func finish(message: String? = nil) {
    state.withLock { state in
      if !state.isFinished { state.message = message }
      state.isFinished = true
    }
    ct_wake(wakeup)
  }

  private func add(_ command: LoopState.Command) {
    state.withLock { $0.commands.append(command) }
    ct_wake(wakeup)
  }

  /// Runs the loop until ``finish(message:)``. Blocks; call it on the main thread, once. When it
  /// returns the terminal is as it was before, and the end of what was written to standard error
  /// meanwhile, and the message, stand on the normal screen.
  package func run() {
    let log = ErrorLog(path: errorLogPath)
    var session = LoopSession(loop: self)
    session.run()
    out.finish()
    ct_close()
    ct_restore_signals()
    var words = log?.tail() ?? ""
    log?.close()
    if let message = state.withLock({ $0.message }) { words += message + "\n" }
    words.withCString { ct_print($0, strlen($0)) }
  }
}
