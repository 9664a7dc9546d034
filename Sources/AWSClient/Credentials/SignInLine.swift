/// The command line that makes credentials work again.
package enum SignInLine {
  /// The line for credentials of a source as ``ResolvedCredentials`` names it; nil where no single line
  /// does it.
  package static func of(source: String, profile: String) -> String? {
    if source.hasPrefix("IAM Identity Center") {
      return "aws sso login" + ShellOption.profile(profile)
    }
    return source.hasPrefix("aws login") ? "aws login" + ShellOption.profile(profile) : nil
  }
}
