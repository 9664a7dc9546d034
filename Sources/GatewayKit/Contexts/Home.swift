/// Which of a process's contexts a thing belongs to, by its place among them. The same id may be found
/// in two regions; this tells them apart, and says who answers for it.
package struct Home: Hashable, Sendable, Comparable {
  /// The place, from 0.
  package let number: UInt16

  /// Makes one of a place.
  package init(_ number: Int) { self.number = UInt16(clamping: number) }

  /// The only context, where there is one.
  package static let first = Home(0)

  /// In the order of places.
  package static func < (left: Home, right: Home) -> Bool { left.number < right.number }
}
