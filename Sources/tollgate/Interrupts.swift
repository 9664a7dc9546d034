import Foundation
import Synchronization

/// Signals that end a command: the handler notes the signal and wakes the main thread, which cancels
/// the work. A second one ends the process at once.
enum Interrupts {
  /// The first signal that came; 0 until then.
  static let signal = Atomic<Int32>(0)
  /// The end of the pipe that handler and work write to.
  private static let wakeUp = Atomic<Int32>(-1)

  /// Installs the handlers and makes the pipe; returns its reading end.
  static func install() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return -1 }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeUp.store(ends[1], ordering: .sequentiallyConsistent)
    Foundation.signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        // Only what is allowed in a handler: an atomic exchange and write(2).
        let first = Interrupts.signal.compareExchange(
          expected: 0, desired: number, ordering: .sequentiallyConsistent)
        if !first.exchanged { _exit(128 + number) }
        Interrupts.wake()
      }
      sigaction(number, &action, nil)
    }
    acceptSignals()
    return ends[0]
  }

  /// Takes the signals that end a command out of the mask that came from the parent: some parents
  /// start their children with every signal blocked, and such a child could not be ended.
  private static func acceptSignals() {
    var ending = sigset_t()
    sigemptyset(&ending)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ending, number) }
    pthread_sigmask(SIG_UNBLOCK, &ending, nil)
  }

  /// Wakes the main thread.
  static func wake() {
    var byte: UInt8 = 1
    _ = write(wakeUp.load(ordering: .sequentiallyConsistent), &byte, 1)
  }
}
