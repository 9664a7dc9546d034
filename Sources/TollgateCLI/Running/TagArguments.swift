import ArgumentParser

/// Reads `K=V` arguments.
enum TagArguments {
  /// Tags by key; refuses what has no `=`, no key, or a key twice.
  static func parse(_ texts: [String]) throws -> [String: String] {
    var tags: [String: String] = [:]
    for text in texts {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("\(text) is no tag. Write it as key=value, such as owner=acme.")
      }
      let key = String(text[..<equals])
      guard tags.updateValue(String(text[text.index(after: equals)...]), forKey: key) == nil else {
        throw ValidationError("The tag \(key) is given twice. Give it once.")
      }
    }
    return tags
  }
}
