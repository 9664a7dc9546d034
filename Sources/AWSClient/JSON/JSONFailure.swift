/// What is wrong with a JSON text, and where.
struct JSONFailure: Error, Equatable {
  /// What is wrong.
  enum Problem: Equatable {
    /// It ends too early.
    case truncated
    /// It is not JSON.
    case malformed
    /// It is JSON, and a value is of another type than the protocol says.
    case unexpectedType
    /// It is JSON, and a member that every answer has is missing.
    case missing(String)
    /// It is JSON, and has none of the members that the answer is made of.
    case foreign(String)
  }

  /// What is wrong.
  var problem: Problem
  /// The byte at which it was noticed.
  var offset: Int
}
