/// A way to break one request.
enum Breakage: String, CaseIterable, Sendable {
  case closedBefore, closedAfter
  case faultBefore, faultAfter
  case tooMany, tooManyAndWait
  case lateBefore, lateAfter
  case halfABody
  case pageBefore, pageAfter

  /// Whether the service acts on the request all the same.
  var reaches: Bool {
    switch self {
    case .closedBefore, .faultBefore, .tooMany, .tooManyAndWait, .lateBefore, .pageBefore: false
    case .closedAfter, .faultAfter, .lateAfter, .halfABody, .pageAfter: true
    }
  }
}

/// Where a process ends without a word.
struct Crash: Equatable, Sendable, CustomStringConvertible {
  /// The request, counted from 1; one more than there are stands for the end.
  var request: Int
  /// Whether the service acted on it.
  var isAfter: Bool
  /// How many of the last writes to the journal did not reach the disk.
  var lostWrites = 0

  var description: String {
    "killed \(isAfter ? "after" : "before") request \(request)"
      + (lostWrites > 0 ? ", \(lostWrites) writes earlier" : "")
  }
}
