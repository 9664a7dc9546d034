/// Which of the standard streams are terminals.
package struct StandardTerminals: Hashable, Sendable {
  /// stdin is one.
  package var input: Bool
  /// stdout is one.
  package var output: Bool
  /// stderr is one.
  package var error: Bool

  /// Makes a description.
  package init(input: Bool, output: Bool, error: Bool) {
    self.input = input
    self.output = output
    self.error = error
  }

  /// A person can be asked: the question goes to stderr, the answer comes from stdin.
  package var canAsk: Bool { input && error }
  /// The console can be shown.
  package var canShowConsole: Bool { input && output }
}
