import Foundation

/// A line of the table.
struct BenchRow: Decodable {
  /// What was measured.
  var what: String
  /// Our figure, with its unit.
  var ours: String
  /// The rival's figure, with its unit; nil where there is none.
  var theirs: String?
  /// The ratio in words, as the target is worded; nil without a rival.
  var ratio: String?
  /// The target.
  var target: String
  /// Whether it is met.
  var isMet: Bool

  /// The line of a Markdown table.
  var markdown: String {
    "| \(what) | \(ours) | \(theirs ?? "–") | \(ratio ?? "–") | \(target) | "
      + "\(isMet ? "met" : "missed") |"
  }
}

/// The middle one of some figures.
func median(_ figures: [Double]) -> Double {
  let sorted = figures.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

/// Seconds that some work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let took = try ContinuousClock().measure(work)
  return Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
}

/// A number with so many digits after the point.
func text(_ number: Double, digits: Int = 1) -> String {
  String(format: "%.\(digits)f", number)
}
