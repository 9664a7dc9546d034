/// How much of a row or column a part of it takes.
package enum Length: Hashable, Sendable {
  /// So many cells, as long as there are any left.
  case fixed(Int)
  /// A share of what the fixed parts leave, by weight.
  case share(Int)
}
