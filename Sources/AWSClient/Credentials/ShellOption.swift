/// Pieces of command lines that people are told to run.
enum ShellOption {
  /// ` --profile NAME`, quoted where a shell needs it; empty for the default profile.
  static func profile(_ name: String) -> String {
    name == "default" ? "" : " --profile " + AWSCommandLine.quoted(name)
  }
}
