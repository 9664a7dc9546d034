import Synchronization

/// The quota that repetitions take from. One for a client; its requests may be many at a time.
final class RetryQuota: Sendable {
  private let most: Int
  private let left: Mutex<Int>

  /// A full quota.
  init(_ most: Int) {
    self.most = most
    left = Mutex(most)
  }

  /// What is left of it.
  var available: Int { left.withLock { $0 } }

  /// Takes a cost when all of it is there; false otherwise.
  func take(_ cost: Int) -> Bool {
    left.withLock { left in
      guard left >= cost else { return false }
      left -= cost
      return true
    }
  }

  /// Gives back what a repetition took that succeeded, or 1 for a success at the first sending.
  func giveBack(_ taken: Int?) {
    left.withLock { $0 = min(most, $0 + (taken ?? 1)) }
  }
}
