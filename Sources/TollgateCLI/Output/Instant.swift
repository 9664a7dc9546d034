import GatewayKit

import struct Foundation.Date

/// Writes instants.
enum Instant {
  /// For people: `2026-11-21 08:00 UTC`.
  static func shown(_ date: Date) -> String {
    let text = date.iso8601
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}

extension Int {
  /// With a comma after every three digits.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }
}

extension Double {
  /// As short as it can be: `100`, `0.5`.
  var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }

  /// For people: whole numbers with commas.
  var shown: String { Int(exactly: self).map(\.grouped) ?? "\(self)" }
}
