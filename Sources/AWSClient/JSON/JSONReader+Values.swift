import Foundation
import SigV4

/// The lenient readings of single values; each takes one value and reads `null` as nil.
extension JSONReader {
  /// Reads text; numbers and booleans become theirs.
  mutating func string() throws(JSONFailure) -> String? {
    switch try next() {
    case .string: return try quoted()
    case .number, .bool: return try word()
    case .null:
      _ = try takeNull()
      return nil
    case .object, .array: throw failure(.unexpectedType)
    }
  }

  /// Reads text that must not be seen.
  mutating func secret() throws(JSONFailure) -> SecretValue? {
    try string().map(SecretValue.init)
  }

  /// Reads a whole number, written as one, as `12.0` or as a string.
  mutating func int() throws(JSONFailure) -> Int? {
    if try next() == .number, let whole = wholeNumber() { return whole }
    guard let text = try string() else { return nil }
    if let whole = Int(text) { return whole }
    guard let number = Double(text), let whole = Int(exactly: number.rounded(.towardZero)) else {
      throw failure(.unexpectedType)
    }
    return whole
  }

  /// Reads a number, written as one or as a string.
  mutating func double() throws(JSONFailure) -> Double? {
    if try next() == .number, let whole = wholeNumber() { return Double(whole) }
    guard let text = try string() else { return nil }
    guard let number = Double(text), number.isFinite else { throw failure(.unexpectedType) }
    return number
  }

  /// Reads a boolean; of strings, `true` in any case is true, as the service reads them itself.
  mutating func bool() throws(JSONFailure) -> Bool? {
    guard let text = try string() else { return nil }
    if text == "true" { return true }
    return text.lowercased() == "true" || (Double(text).map { $0 != 0 } ?? false)
  }

  /// Reads a time: seconds since 1970, or ISO 8601 as HAL has it.
  mutating func date() throws(JSONFailure) -> Date? {
    if try next() == .number, let whole = wholeNumber() {
      return Date(timeIntervalSince1970: Double(whole))
    }
    guard let text = try string() else { return nil }
    if let seconds = Double(text) { return Date(timeIntervalSince1970: seconds) }
    do {
      return try Date(text, strategy: .iso8601)
    } catch {
      throw failure(.unexpectedType)
    }
  }

  /// Reads a list of texts; null elements are left out.
  mutating func strings() throws(JSONFailure) -> [String] {
    var texts: [String] = []
    try list { reader throws(JSONFailure) in
      if let text = try reader.string() { texts.append(text) }
    }
    return texts
  }

  /// Reads an object of texts; null members are left out.
  mutating func stringMap() throws(JSONFailure) -> [String: String] {
    var map: [String: String] = [:]
    try object { name, reader throws(JSONFailure) in
      if let text = try reader.string() { map[name] = text }
    }
    return map
  }

  /// Gives back a value that must be there.
  func need<Value>(_ value: Value?, _ name: String) throws(JSONFailure) -> Value {
    guard let value else { throw failure(.missing(name)) }
    return value
  }
}
