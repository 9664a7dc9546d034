/// One word of a filter.
struct FilterTerm: Hashable, Sendable {
  enum Comparison: Hashable, Sendable {
    case above, atLeast, below, atMost, equal
  }

  enum Test: Hashable, Sendable {
    case contains(FilterText)
    case fuzzy(FilterText)
    case column(String, contains: FilterText, whole: FilterText)
    case same(String, as: FilterText, whole: FilterText)
    case number(String, Comparison, Double)
  }

  var isNegated: Bool
  var test: Test

  func matches(_ row: some Filterable) -> Bool {
    holds(row) != isNegated
  }

  private func holds(_ row: some Filterable) -> Bool {
    switch test {
    case .contains(let text):
      return text.isContained(inLowercased: row.searchText)
    case .fuzzy(let text):
      return text.isSubsequence(ofLowercased: row.searchText)
    case .column(let column, let text, let whole):
      guard let value = row.filterText(column) else {
        return whole.isContained(inLowercased: row.searchText)
      }
      return text.isContained(in: value)
    case .same(let column, let text, let whole):
      guard let value = row.filterText(column) else {
        return whole.isContained(inLowercased: row.searchText)
      }
      return text.isEqual(to: value)
    case .number(let column, let comparison, let bound):
      guard let value = row.filterNumber(column) else { return false }
      switch comparison {
      case .above: return value > bound
      case .atLeast: return value >= bound
      case .below: return value < bound
      case .atMost: return value <= bound
      case .equal: return value == bound
      }
    }
  }
}
