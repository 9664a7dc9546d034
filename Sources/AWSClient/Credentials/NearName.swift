/// The name that somebody may have meant.
enum NearName {
  /// Whichever name takes the fewest letters to change, case apart; nil when all take many.
  static func of(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased())
    guard wanted.count <= 64 else { return nil }
    let allowed = wanted.count <= 5 ? 1 : 2
    let judged = names.filter { abs($0.count - wanted.count) <= allowed }
      .map { (name: $0, letters: distance(wanted, Array($0.lowercased()))) }
    return judged.filter { $0.letters <= allowed }.min { $0.letters < $1.letters }?.name
  }

  /// Letters to put in, take out, replace or swap with their neighbour.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var line = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(
          last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, line[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        line.append(least)
      }
      (before, last) = (last, line)
    }
    return last[right.count]
  }
}
