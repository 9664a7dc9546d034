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

  private let timeline: Mutex<AccountTimeline>
  private let log: StateLog?
  private let mint: Mint

  /// Holds an account; with a log, every edit is on disk before it is seen.
  init(_ timeline: sending AccountTimeline, log: StateLog?, seed: UInt64) {
    self.timeline = Mutex(timeline)
    self.log = log
    self.mint = Mint(seed: seed)
  }

  /// Reads the state.
  func read<Result: Sendable>(
    _ body: (borrowing AccountState) throws(ServiceFault) -> Result
  ) throws(ServiceFault) -> Result {
    try timeline.withLock { (timeline) throws(ServiceFault) -> Result in try body(timeline.state) }
  }

  /// Lets a handler decide on edits, writes them down, and applies them; all of them or none.
  func change<Result: Sendable>(
    at now: Double,
    _ body: (borrowing AccountState, inout Draft) throws(ServiceFault) -> Result
  ) throws(ServiceFault) -> Result {
    try timeline.withLock { (timeline) throws(ServiceFault) -> Result in
      var draft = Draft(mint: mint, serial: timeline.state.lastSerial)
      let result = try body(timeline.state, &draft)
      guard !draft.edits.isEmpty else { return result }
      do {
        try log?.append([.time(now)] + draft.edits)
      } catch {
        throw .unavailable("The state file could not be written")
      }
      timeline.change(draft.edits, at: now)
      compactIfWanted(timeline)
      return result
    }
  }

  /// Lets the data plane decide on a call from what it sees at a time and from the counters, and
  /// counts what it served.
  func serve<Result: Sendable>(
    at now: Double,
    _ body: (_ seen: AccountState, _ state: AccountState) -> (result: Result, served: Served?)
  ) -> Result {
    timeline.withLock { timeline in
      timeline.settle(at: now)
      let (result, served) = body(timeline.settled, timeline.state)
      guard let served else { return result }
      timeline.count(served)
      // As at AWS, a count that cannot be kept does not hold up the call.
      try? log?.append([.served(served)], isSynced: false)
      compactIfWanted(timeline)
      return result
    }
  }

  /// Lets the data plane look at the account as it sees it at a time, which may lie ahead.
  func look<Result: Sendable>(
    at time: Double, _ body: (_ seen: AccountState, _ state: AccountState) -> Result
  ) -> Result {
    timeline.withLock { body($0.seen(at: time), $0.state) }
  }

  /// Brings the state file to its shortest form and closes it.
  func close() {
    timeline.withLock { timeline in
      log?.compact(to: timeline.snapshot)
      log?.close()
    }
  }

  private func compactIfWanted(_ timeline: borrowing AccountTimeline) {
    if let log, log.wantsCompaction { log.compact(to: timeline.snapshot) }
  }
}

extension ServiceFault {
  /// Something broke on the emulator's side.
  static func unavailable(_ message: String) -> ServiceFault {
    ServiceFault(
      status: 503, code: "ServiceUnavailableException", message: message, retryAfter: 1)
  }
}
