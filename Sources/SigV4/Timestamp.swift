package import struct Foundation.Date

/// An instant in the two forms that signatures use, in UTC and whole seconds.
package struct Timestamp: Sendable, Hashable {
  /// `20150830T123600Z`.
  package let full: String
  /// `20150830`.
  package let day: String

  /// Formats an instant; fractions of a second are cut off.
  package init(_ date: Date) {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - days * 86_400
    // Days to a civil date by counting 400-year eras that begin on 1 March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)

    var digits = Bytes()
    digits.reserveCapacity(16)
    func append(_ number: Int, _ width: Int) {
      var divisor = 1
      for _ in 1..<width { divisor *= 10 }
      while divisor > 0 {
        digits.append(0x30 + UInt8(number / divisor % 10))
        divisor /= 10
      }
    }
    append(year, 4)
    append(month, 2)
    append(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2)
    day = String(decoding: digits, as: UTF8.self)
    digits.append(0x54)
    append(second / 3600, 2)
    append(second / 60 % 60, 2)
    append(second % 60, 2)
    digits.append(0x5A)
    full = String(decoding: digits, as: UTF8.self)
  }

  /// Reads `20150830T123600Z` back into an instant; nil when it is nothing of the kind.
  package static func parse(_ text: String) -> Date? {
    let bytes = Bytes(text.utf8)
    guard bytes.count == 16, bytes[8] == 0x54, bytes[15] == 0x5A else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(4..<6), (1...12).contains(month),
      let day = number(6..<8), (1...31).contains(day), let hour = number(9..<11), hour < 24,
      let minute = number(11..<13), minute < 60, let second = number(13..<15), second < 61
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second))
  }
}
