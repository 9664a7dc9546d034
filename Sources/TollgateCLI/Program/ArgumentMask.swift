import GatewayKit

/// Keeps arguments that look like a key's value out of messages: a person may have pasted one where
/// an id or a name belongs.
struct ArgumentMask: Sendable {
  private let replacements: [(text: String, shown: String)]

  /// Looks through the arguments.
  init(_ arguments: [String]) {
    replacements =
      arguments
      .flatMap { argument in
        // `--name=VALUE` carries its value inside one argument, and a value may begin with a dash.
        argument.hasPrefix("-")
          ? argument.split(separator: "=", maxSplits: 1).dropFirst().map(String.init) + [argument]
          : [argument]
      }
      .filter(Self.looksLikeValue)
      .map { (text: $0, shown: KeyID($0).shown) }
      .sorted { $0.text.count > $1.text.count }
  }

  /// The text with every such argument replaced by its short digest.
  func apply(to text: String) -> String {
    replacements.reduce(text) { $0.replacing($1.text, with: $1.shown) }
  }

  /// More than 20 characters without anything that paths, patterns and sentences have, letters and
  /// digits both.
  static func looksLikeValue(_ text: String) -> Bool {
    guard text.count > 20, text.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else { return false }
    guard !text.contains(where: { "/:=.,'\"".contains($0) }) else { return false }
    return text.contains(where: \.isNumber) && text.contains(where: \.isLetter)
  }
}
