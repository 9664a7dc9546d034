import CTerminal
import Canvas
import Glibc
import Synchronization

/// One run of the loop: what only its thread touches.
struct LoopSession {
  private let loop: TerminalLoop
  private var painter: ScreenPainter
  private var decoder = InputDecoder()
  private var paste: PasteCollector?
  private var hasInput = true
  private var endings = 0

  /// Makes a run.
  init(loop: TerminalLoop) {
    self.loop = loop
    painter = ScreenPainter(tier: loop.tier, colors: loop.colors)
  }

  /// Waits, reads, and draws until the loop is finished.
  mutating func run() {
    var ready: Int32 = 0
    while true {
      if ready & Int32(CT_READY_SIGNAL) != 0 { readSignals() }
      if hasInput, ready & Int32(CT_READY_INPUT) != 0 { readInput() }
      if hasInput, ready & Int32(CT_READY_HANGUP) != 0 { hangUp() }
      let (commands, frame, isFinished) = loop.state.withLock { state in
        let taken = (state.commands, state.frame, state.isFinished)
        state.commands = []
        state.frame = nil
        return taken
      }
      for command in commands { perform(command) }
      if let frame, !isFinished { painter.paint(frame) }
      if isFinished { return }
      ready = ct_wait(loop.signals, loop.wakeup, hasInput)
    }
  }

  private mutating func perform(_ command: LoopState.Command) {
    switch command {
    case .write(let text): text.withCString { ct_write($0, strlen($0)) }
    case .ring: ct_ring()
    case .redraw: painter.repaint()
    case .suspend: suspend()
    case .leave(let body):
      ct_pause()
      body()
      comeBack()
    }
  }

  // MARK: Signals

  private mutating func readSignals() {
    while true {
      let number = ct_next_signal(loop.signals)
      switch number {
      case 0: return
      case SIGWINCH: followSize()
      case SIGTSTP: suspend()
      // Stopped and continued by somebody else: the modes may have been changed meanwhile.
      case SIGCONT: comeBack()
      case SIGTERM: end(with: "TERM")
      case SIGHUP: end(with: "HUP")
      case SIGINT: end(with: "INT")
      case SIGQUIT: end(with: "QUIT")
      default: break
      }
    }
  }

  /// The program ends itself in good order. If it has not, a second signal ends it here.
  private mutating func end(with name: String) {
    endings += 1
    loop.out.yield(.signal(name))
    if endings > 1 { loop.finish(message: "Ended by SIG\(name).") }
  }

  private mutating func followSize() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard ct_terminal_size(&columns, &rows) else { return }
    ct_resize(columns, rows)
    ct_clear()
    painter.invalidate()
    let size = Size(width: Int(columns), height: Int(rows))
    loop.state.withLock { $0.size = size }
    loop.out.yield(.resized(size))
  }

  private mutating func suspend() {
    ct_pause()
    ct_stop_group()
    comeBack()
    // The SIGCONT that woke the process is answered by now.
    while true {
      let number = ct_next_signal(loop.signals)
      if number == 0 { return }
      switch number {
      case SIGTERM: end(with: "TERM")
      case SIGHUP: end(with: "HUP")
      case SIGINT: end(with: "INT")
      case SIGWINCH: followSize()
      default: break
      }
    }
  }

  private mutating func comeBack() {
    ct_resume()
    let before = loop.size
    var columns: Int32 = 0
    var rows: Int32 = 0
    if ct_terminal_size(&columns, &rows),
      before != Size(width: Int(columns), height: Int(rows))
    {
      followSize()
    }
    painter.repaint()
    loop.out.yield(.resumed)
  }

  // MARK: Input

  private mutating func readInput() {
    while true {
      if paste != nil {
        guard readPaste() else { return }
        continue
      }
      let input = ct_read_key()
      switch Int(input.kind) {
      case CT_KEY_NONE:
        for event in decoder.drained() { deliver(event) }
        return
      case CT_KEY_PASTE:
        for event in decoder.drained() { deliver(event) }
        paste = PasteCollector()
      default:
        guard let raw = RawInput(input) else { continue }
        for event in decoder.feed(raw) { deliver(event) }
      }
    }
  }

  /// Reads what there is of a paste; true when it is complete.
  private mutating func readPaste() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 8)
    while let wanted = paste?.wanted {
      let count = ct_read_bytes(&bytes, Int32(wanted))
      if count < 0 {
        hangUp()
        return false
      }
      if count == 0 { return false }
      if let text = paste?.feed(bytes.prefix(Int(count))) {
        paste = nil
        loop.out.yield(.paste(text))
        return true
      }
    }
    return true
  }

  private mutating func deliver(_ event: TerminalEvent) {
    if event == .key(.control("z")) {
      suspend()
    } else {
      loop.out.yield(event)
    }
  }

  private mutating func hangUp() {
    guard hasInput else { return }
    hasInput = false
    loop.out.yield(.hangup)
  }
}
