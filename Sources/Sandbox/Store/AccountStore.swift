import Synchronization

/// The account behind a lock: read it, or decide on edits that are written down before they hold.
final class AccountStore: Sendable {
  /// What a handler decided on, and what it needs to decide.
  struct Draft {
    /// The changes, in order.
    private(set) var edits: [Edit] = []
    /// Makes ids and values.
    let mint: Mint
    private var serial: Int

    fileprivate init(mint: Mint, serial: Int) {
      self.mint = mint
      self.serial = serial
    }

    /// Decides on a change.
    mutating func decide(_ edit: Edit) { edits.append(edit) }

    /// The next place in the order of creation.
    mutating func nextSerial() -> Int {
      serial += 1
      return serial
    }
  }

  private let state: Mutex<AccountState>
  private let log: StateLog?
  private let mint: Mint

  /// Holds a state; with a log, every edit is on disk before it is seen.
  init(state: sending AccountState, log: StateLog?, seed: UInt64) {
    self.state = Mutex(state)
    self.log = log
    self.mint = Mint(seed: seed)
  }

  /// Reads the state.
  func read<Result: Sendable>(
    _ body: (borrowing AccountState) throws(ServiceFault) -> Result
  ) throws(ServiceFault) -> Result {
    try state.withLock { (state) throws(ServiceFault) -> Result in try body(state) }
  }

  /// Lets a handler decide on edits, writes them down, and applies them; all of them or none.
  func change<Result: Sendable>(
    _ body: (borrowing AccountState, inout Draft) throws(ServiceFault) -> Result
  ) throws(ServiceFault) -> Result {
    try state.withLock { (state) throws(ServiceFault) -> Result in
      var draft = Draft(mint: mint, serial: state.lastSerial)
      let result = try body(state, &draft)
      guard !draft.edits.isEmpty else { return result }
      do {
        try log?.append(draft.edits)
      } catch {
        throw .unavailable("The state file could not be written")
      }
      for edit in draft.edits { state.apply(edit) }
      if let log, log.wantsCompaction { log.compact(to: state.snapshot) }
      return result
    }
  }

  /// Brings the state file to its shortest form and closes it.
  func close() {
    state.withLock { state in
      log?.compact(to: state.snapshot)
      log?.close()
    }
  }
}

extension ServiceFault {
  /// Something broke on the emulator's side.
  static func unavailable(_ message: String) -> ServiceFault {
    ServiceFault(
      status: 503, code: "ServiceUnavailableException", message: message, retryAfter: 1)
  }
}
