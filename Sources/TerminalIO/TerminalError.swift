/// Why the terminal cannot be used for the console.
package enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or standard output is not a terminal.
  case notATerminal
  /// The terminal cannot place its cursor; the value is `TERM`, empty when that is not set.
  case unusable(term: String)
  /// The system refused something; the value says what.
  case failed(String)

  /// One sentence for the user, without a cure.
  package var sentence: String {
    switch self {
    case .notATerminal:
      "The console needs a terminal, and standard input or output is not one."
    case .unusable(term: ""):
      "The console needs a terminal, and TERM does not say which kind this one is."
    case .unusable(let term):
      "The console cannot draw on a terminal of the kind \"\(term)\"."
    case .failed(let what):
      "The terminal could not be opened: \(what)."
    }
  }
}
