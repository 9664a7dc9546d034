import Foundation
import Synchronization
import TollgateCLI

/// Runs a command's task while the main thread waits for its end or for a signal.
final class CommandRun: Sendable {
  private let status = Mutex<ExitStatus?>(nil)

  /// Runs a command and returns the code to exit with.
  func run(_ command: any TollgateCommand, _ program: CommandLineProgram) -> Int32 {
    let wakes = Interrupts.install()
    let work = Task.detached { [self] in
      let result = await program.run(command)
      status.withLock { $0 = result }
      Interrupts.wake()
    }
    while true {
      var byte: UInt8 = 0
      _ = read(wakes, &byte, 1)
      if let result = status.withLock({ $0 }) { return Self.code(result) }
      if Interrupts.signal.load(ordering: .sequentiallyConsistent) != 0 { work.cancel() }
    }
  }

  /// 130 says that the keyboard interrupted; other signals have their own number.
  private static func code(_ result: ExitStatus) -> Int32 {
    let signal = Interrupts.signal.load(ordering: .sequentiallyConsistent)
    return result == .interrupted && signal != 0 ? 128 + signal : result.rawValue
  }
}
