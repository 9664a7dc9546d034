/// The account as the control plane has it now, and as the data plane still sees it.
///
/// A change that was decided at a time is seen by the data plane from that time plus the
/// propagation on, exactly; in between it waits here.
struct AccountTimeline {
  /// A change that the data plane does not see yet.
  private struct Pending {
    /// When it was decided, in seconds since 1970.
    var at: Double
    var edits: [Edit]
  }

  /// What the control plane answers from.
  private(set) var state: AccountState
  private var edge: AccountState
  private var pending: [Pending] = []
  private let propagation: Double

  /// Starts with a state that the data plane sees already.
  init(_ state: AccountState, propagation: Double) {
    self.state = state
    self.state.propagation = propagation
    edge = self.state
    self.propagation = propagation
  }

  /// Starts from the edits of a state file, oldest first; those after a time are of that time.
  init(replaying edits: [Edit], propagation: Double) {
    self.init(AccountState(), propagation: propagation)
    var index = 0
    while index < edits.count {
      if case .time = edits[index] { break }
      state.apply(edits[index])
      index += 1
    }
    edge = state
    for edit in edits[index...] {
      state.apply(edit)
      switch edit {
      case .time(let at): pending.append(Pending(at: at, edits: []))
      case .served: edge.apply(edit)
      default: pending[pending.count - 1].edits.append(edit)
      }
    }
  }

  /// Applies a change of the control plane.
  mutating func change(_ edits: [Edit], at time: Double) {
    settle(at: time)
    for edit in edits { state.apply(edit) }
    pending.append(Pending(at: time, edits: edits))
  }

  /// Counts calls, on both sides at once: counters are one thing.
  mutating func count(_ served: Served) {
    state.apply(.served(served))
    edge.apply(.served(served))
  }

  /// Lets the data plane see what is due at a time; from now on no earlier time can be asked for.
  mutating func settle(at time: Double) {
    let due = pending.prefix { isDue($0, at: time) }
    for change in due { for edit in change.edits { edge.apply(edit) } }
    pending.removeFirst(due.count)
  }

  /// The account as the data plane sees it at a time that is not before the last one settled.
  func seen(at time: Double) -> AccountState {
    var seen = edge
    for change in pending.prefix(while: { isDue($0, at: time) }) {
      for edit in change.edits { seen.apply(edit) }
    }
    return seen
  }

  /// The account as the data plane saw it when ``settle(at:)`` was called last.
  var settled: AccountState { edge }

  /// The edits that make all of this from nothing, oldest first.
  var snapshot: [Edit] {
    edge.snapshot + pending.flatMap { [.time($0.at)] + $0.edits }
  }

  private func isDue(_ change: Pending, at time: Double) -> Bool {
    change.at + propagation <= time
  }
}
