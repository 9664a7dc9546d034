extension FilterTerm {
  /// The words of a text that filter something.
  static func parse(_ text: String) -> [FilterTerm] {
    words(of: text).compactMap(term)
  }

  /// A word with its quotes taken off and the position where the first of them stood.
  private struct Word {
    var text: String
    var firstQuote: Int?
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var current = Word(text: "", firstQuote: nil)
    var isQuoted = false
    for character in text {
      if character == "\"" {
        if !isQuoted, current.firstQuote == nil { current.firstQuote = current.text.count }
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !current.text.isEmpty { words.append(current) }
        current = Word(text: "", firstQuote: nil)
      } else {
        current.text.append(character)
      }
    }
    if !current.text.isEmpty { words.append(current) }
    return words
  }

  private static func term(_ word: Word) -> FilterTerm? {
    var text = Substring(word.text)
    var quote = word.firstQuote ?? .max
    func drop() {
      text.removeFirst()
      quote -= 1
    }
    var isNegated = false
    if text.first == "!", quote > 0 {
      isNegated = true
      drop()
    }
    guard !text.isEmpty else { return nil }
    if text.first == "~", quote > 0 {
      drop()
      guard !text.isEmpty else { return nil }
      return FilterTerm(isNegated: isNegated, test: .fuzzy(FilterText(text)))
    }
    guard let test = columnTest(text, operatorBefore: quote) else { return nil }
    return FilterTerm(isNegated: isNegated, test: test)
  }

  /// A test of a column, or of all text where the word has no operator outside of quotes; nil while
  /// the word is not finished.
  private static func columnTest(_ text: Substring, operatorBefore quote: Int) -> Test? {
    let whole = FilterText(text)
    guard let index = text.firstIndex(where: { ":<>=".contains($0) }),
      index != text.startIndex, text.distance(from: text.startIndex, to: index) < quote,
      text[..<index].allSatisfy(isColumnCharacter)
    else { return .contains(whole) }
    let column = text[..<index].lowercased()
    let sign = text[index]
    var rest = text[text.index(after: index)...]
    if sign == ":" {
      guard !rest.isEmpty else { return nil }
      return .column(column, contains: FilterText(rest), whole: whole)
    }
    var isOrEqual = false
    if sign != "=", rest.first == "=" {
      isOrEqual = true
      rest.removeFirst()
    }
    guard !rest.isEmpty else { return nil }
    guard let bound = number(rest) else {
      return sign == "=" ? .same(column, as: FilterText(rest), whole: whole) : .contains(whole)
    }
    switch sign {
    case ">": return .number(column, isOrEqual ? .atLeast : .above, bound)
    case "<": return .number(column, isOrEqual ? .atMost : .below, bound)
    default: return .number(column, .equal, bound)
    }
  }

  private static func isColumnCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-/@+".contains(character)
  }

  /// `80`, `80%`, `1,203`, `1_203`, `0.5`; nil for anything else.
  private static func number(_ text: Substring) -> Double? {
    var digits = text
    if digits.last == "%" { digits.removeLast() }
    guard let first = digits.first, first.isNumber || "-+.".contains(first),
      digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".,_-+".contains($0)) })
    else { return nil }
    return Double(digits.filter { $0 != "," && $0 != "_" })
  }
}
