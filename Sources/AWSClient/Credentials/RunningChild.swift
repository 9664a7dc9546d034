import Glibc
import Synchronization

/// A child process, as its own thread and whoever cancels it see it. Its number is used for as long as
/// nobody has taken its end in, since it may be another process's afterwards.
final class RunningChild: Sendable {
  private struct State {
    var number: pid_t?
    var isCancelled = false
  }

  private let state = Mutex(State())

  /// Whether nobody waits for it any more.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// It was started.
  func begin(_ number: pid_t) {
    state.withLock { state in
      state.number = number
      if state.isCancelled { kill(number, SIGTERM) }
    }
  }

  /// Nobody waits for it any more: it is asked to end.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      if let number = state.number { kill(number, SIGTERM) }
    }
  }

  /// Takes its end in; nil while it runs.
  func reap() -> Int32? {
    state.withLock { state in
      guard let number = state.number else { return 0 }
      var status: Int32 = 0
      while true {
        let found = waitpid(number, &status, WNOHANG)
        if found == 0 { return nil }
        guard found > 0 || errno != EINTR else { continue }
        state.number = nil
        return status
      }
    }
  }

  /// Asks it to end, and ends it when it has not within half a second.
  func stop() {
    send(SIGTERM)
    for _ in 0..<50 {
      if reap() != nil { return }
      usleep(10_000)
    }
    send(SIGKILL)
    while reap() == nil { usleep(1000) }
  }

  private func send(_ signal: Int32) {
    state.withLock { state in
      if let number = state.number { kill(number, signal) }
    }
  }
}
