package import ArgumentParser

/// A command that does one thing and ends.
package protocol TollgateCommand: ParsableCommand, Sendable {
  /// The options of every command.
  var common: CommonOptions { get }
  /// Whether it sends requests that change anything.
  var isChanging: Bool { get }
  /// Whether it works in several contexts at once.
  var coversContexts: Bool { get }
  /// Does it.
  func perform(in session: Session) async throws -> ExitStatus
}

extension TollgateCommand {
  /// Most commands only read.
  package var isChanging: Bool { false }

  /// Most commands are about one thing.
  package var coversContexts: Bool { false }
}
