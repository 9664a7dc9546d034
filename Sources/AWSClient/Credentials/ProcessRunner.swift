import Foundation
import Glibc

/// Runs a program without a shell and collects what it prints. Its standard input is empty; what it
/// writes to standard error is dropped, since it would fall into the screen or the log.
struct ProcessRunner: Sendable {
  /// The variables that it gets.
  var environment: [String: String]

  private static let mostBytes = 64 << 10

  /// Milliseconds after which it is looked whether the program should go on.
  private static let slice: Double = 50

  /// Runs it. A program that does not end in its time, or that nobody waits for any more, is ended.
  ///
  /// - Throws: when it cannot be started; `CancellationError`.
  @concurrent
  func run(_ words: [String], seconds: Double) async throws -> ProcessEnd {
    let child = RunningChild()
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await withCheckedThrowingContinuation { continuation in
        // A thread of its own: waiting for another program must hold up no task.
        Thread.detachNewThread {
          continuation.resume(
            with: Result { try wait(words, seconds: seconds, as: child) })
        }
      }
    } onCancel: {
      // At once: this program may end before the thread looks again.
      child.cancel()
    }
  }

  private func wait(
    _ words: [String], seconds: Double, as child: RunningChild
  ) throws -> ProcessEnd {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    do {
      defer { close(ends[1]) }
      child.begin(try start(words, output: ends[1]))
    }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var isOpen = true
    while true {
      if child.isCancelled {
        child.stop()
        throw CancellationError()
      }
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0, output.count <= Self.mostBytes else {
        child.stop()
        return left > 0 ? .tooMuch : .tooLong
      }
      if isOpen {
        var entry = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        let ready = poll(&entry, 1, Int32(min(left.rounded(.up), Self.slice)))
        guard ready > 0 else { continue }
        let count = read(ends[0], &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        isOpen = count > 0
        if isOpen { output += buffer[..<count] }
      } else if let status = child.reap() {
        return ended(status, output)
      } else {
        // It has closed its output and goes on.
        usleep(5000)
      }
    }
  }

  private func ended(_ status: Int32, _ output: [UInt8]) -> ProcessEnd {
    if status & 0x7F != 0 { return .failed(128 + (status & 0x7F)) }
    let code = (status >> 8) & 0xFF
    return code == 0 ? .finished(output) : .failed(code)
  }

  private func start(_ words: [String], output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // This program blocks signals that its child must be able to get.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    variables.append(nil)
    defer { for pointer in arguments + variables { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, words[0], &actions, &attributes, arguments, variables)
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .ENOENT) }
    return child
  }
}
