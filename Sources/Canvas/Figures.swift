/// Figures as people read them.
package enum Figures {
  /// `12,345`, with a minus sign where it is due.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    if digits.count <= 3 { return value < 0 ? "-" + String(value.magnitude) : String(value) }
    var bytes: [UInt8] = value < 0 ? [0x2D] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { bytes.append(0x2C) }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `940`, `9.4k`, `12k`, `3.1M`: at most five columns, rounded down.
  package static func compact(_ value: Int) -> String {
    let sign = value < 0 ? "-" : ""
    var scaled = value.magnitude
    var tenths: UInt = 0
    var unit = ""
    for next in ["k", "M", "G", "T", "P", "E"] where scaled >= 1000 {
      tenths = scaled % 1000 / 100
      scaled /= 1000
      unit = next
    }
    if unit.isEmpty || scaled >= 10 || tenths == 0 { return sign + String(scaled) + unit }
    return sign + String(scaled) + "." + String(tenths) + unit
  }

  /// `98%` of a fraction, rounded down so that nothing is full before it is; `<1%` for a trace.
  package static func percent(_ fraction: Double) -> String {
    guard fraction.isFinite else { return "–" }
    if fraction > 0 && fraction < 0.01 { return "<1%" }
    // The small addition undoes binary fractions such as 0.29 * 100 = 28.999….
    let value = (fraction * 100 + 1e-9).rounded(.down)
    return grouped(Int(min(max(value, -1e15), 1e15))) + "%"
  }

  /// `12 s`, `4 min`, `3 h`, `2 d`: the age of a figure or a time to wait, in one unit.
  package static func duration(seconds: Int) -> String {
    let length = max(0, seconds)
    return switch length {
    case ..<60: "\(length) s"
    case ..<3600: "\(length / 60) min"
    case ..<86400: "\(length / 3600) h"
    default: "\(grouped(length / 86400)) d"
    }
  }
}
