import ArgumentParser

/// `tollgate completions`.
struct Completions: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "completions", abstract: "Print the completion script of a shell.",
    discussion: """
      Examples:
        source <(tollgate completions bash)
        tollgate completions zsh > ~/.zfunc/_tollgate
        tollgate completions fish > ~/.config/fish/completions/tollgate.fish
      """)

  /// The shells that are known.
  enum Shell: String, CaseIterable, ExpressibleByArgument, Sendable {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let target: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    let script = Tollgate.completionScript(for: target)
    try session.output.raw(script.hasSuffix("\n") ? script : script + "\n")
    return .done
  }
}
