/// Foreign text made harmless in Markdown: nothing in it is taken for markup, and control and
/// direction marks are shown as their numbers.
enum MarkdownText {
  private static let marks: Set<Character> = [
    "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "<", ">", "#", "+", "!", "|", "~", "&",
  ]

  /// The text, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnseen(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      } else if marks.contains(Character(scalar)) {
        result += "\\" + String(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as code on one line; a fence of its own when it has backticks.
  static func code(_ text: String) -> String {
    let shown = String(
      String.UnicodeScalarView(text.unicodeScalars.map { isUnseen($0) ? "?" : $0 }))
    guard shown.contains("`") else { return "`\(shown)`" }
    return "`` \(shown.replacing("``", with: "` `")) ``"
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }
}
