/// What a row is sorted by; what is not known comes last.
struct SortKey: Equatable, Sendable {
  var number: Double?
  var text: String?

  init(ascending number: Double?) { self.number = number }
  init(descending number: Double?) { self.number = number.map { -$0 } }
  init(text: String?) { self.text = text?.lowercased() }

  private var isKnown: Bool { number != nil || text?.isEmpty == false }

  /// Below zero when the left comes first.
  static func compare(_ left: SortKey, _ right: SortKey) -> Int {
    guard left.isKnown, right.isKnown else {
      return left.isKnown == right.isKnown ? 0 : left.isKnown ? -1 : 1
    }
    if let one = left.number, let other = right.number {
      return one < other ? -1 : one > other ? 1 : 0
    }
    let (one, other) = (left.text ?? "", right.text ?? "")
    return one < other ? -1 : one > other ? 1 : 0
  }
}
