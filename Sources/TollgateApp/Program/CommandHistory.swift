/// What was typed after `:` and `/`, newest last; never text that looks like a key's value.
struct CommandHistory: Equatable, Sendable {
  private(set) var commands: [String] = []
  private(set) var filters: [String] = []

  mutating func keep(_ text: String, _ kind: Prompt.Kind) {
    guard !text.isEmpty, !SecretShape.appears(in: text) else { return }
    switch kind {
    case .command: Self.append(text, &commands)
    case .filter: Self.append(text, &filters)
    }
  }

  func entries(_ kind: Prompt.Kind) -> [String] { kind == .command ? commands : filters }

  private static func append(_ text: String, _ list: inout [String]) {
    list.removeAll { $0 == text }
    list.append(text)
    if list.count > 100 { list.removeFirst() }
  }
}

/// What a key's value looks like: 20 to 128 letters and digits mixed, with much variety.
enum SecretShape {
  static func appears(in text: String) -> Bool {
    text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber)) })
      .contains { isSecret($0) }
  }

  private static func isSecret(_ word: Substring) -> Bool {
    guard (20...128).contains(word.utf8.count) else { return false }
    let letters = word.filter(\.isLetter).count
    return letters > 0 && letters < word.count && Set(word).count >= 10
  }
}
