/// What AWS's sentence about a missing permission says:
/// `User: ARN is not authorized to perform: ACTION on resource: ARN because no identity-based policy
/// allows the ACTION action`, or `… with an explicit deny in a service control policy`.
struct RefusalText: Hashable, Sendable {
  /// Who asked.
  var caller: String?
  /// `apigateway:PATCH`.
  var action: String?
  /// The ARN.
  var resource: String?
  /// Whether a policy denies it, rather than that none allows it.
  var isExplicit: Bool

  /// Reads a sentence; what it does not say stays nil.
  init(_ text: String) {
    caller = Self.word(after: "User: ", in: text)
    action = Self.word(after: "to perform: ", in: text)
    resource = Self.word(after: "on resource: ", in: text)
    isExplicit = text.contains("explicit deny")
  }

  private static func word(after marker: String, in text: String) -> String? {
    guard let range = text.firstRange(of: marker) else { return nil }
    var word = text[range.upperBound...].prefix { !$0.isWhitespace }
    while let last = word.last, "\".,;".contains(last) { word.removeLast() }
    while word.first == "\"" { word.removeFirst() }
    return word.isEmpty ? nil : String(word)
  }
}
