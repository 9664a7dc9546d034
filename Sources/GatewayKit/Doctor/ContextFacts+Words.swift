import Foundation

extension ContextFacts {
  /// A span of time in the two units that matter: `3 h 20 min`, `42 min`, `50 s`.
  static func span(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 120 { return "\(whole) s" }
    let minutes = whole / 60
    if minutes < 120 { return "\(minutes) min" }
    let hours = minutes / 60
    return hours < 48 ? "\(hours) h \(minutes % 60) min" : "\(hours / 24) days"
  }

  /// A limit: `10 s`.
  static func seconds(_ limit: Double) -> String { "\(Int(limit)) s" }

  static func regionCure(_ profile: String) -> String {
    "Add --region or set AWS_REGION, or run: aws configure set region eu-central-1"
      + option(profile)
  }

  static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  /// ` --profile NAME` as a shell takes it.
  static func option(_ profile: String) -> String {
    guard profile != "default" else { return "" }
    let isPlain = profile.utf8.allSatisfy { byte in
      switch byte {
      case 0x2B...0x39, 0x3A, 0x40...0x5A, 0x5F, 0x61...0x7A: true
      default: false
      }
    }
    return " --profile " + (isPlain ? profile : "'\(profile.replacing("'", with: "'\\''"))'")
  }

  /// A sentence that ends in a command line to run, as both: `…: run “aws sso login”.`
  static func split(_ message: String) -> (words: String, line: String?) {
    guard let start = message.firstRange(of: ": run “"),
      let end = message[start.upperBound...].firstIndex(of: "”")
    else { return (message, nil) }
    return (
      String(message[..<start.lowerBound]), String(message[start.upperBound..<end])
    )
  }
}
