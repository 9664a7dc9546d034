import Foundation
import SigV4

/// The texts of a small JSON object by name; what is nested stands under both names, `a.b`.
struct JSONFields {
  private var fields: [String: String] = [:]

  /// Reads a text; nil for what is no JSON object.
  init?(_ bytes: [UInt8]) {
    guard BodyForm(bytes) == .json else { return nil }
    var found: [String: String] = [:]
    do throws(JSONFailure) {
      try JSONReader.read(bytes) { reader throws(JSONFailure) in
        guard try reader.next() == .object else { throw reader.failure(.unexpectedType) }
        try Self.collect(&reader, under: "", into: &found)
      }
    } catch {
      return nil
    }
    fields = found
  }

  /// A text, a number or a boolean; nil when it is missing, null or empty.
  subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// All of them.
  var all: [String: String] { fields }

  /// A time in ISO 8601.
  func date(_ name: String) -> Date? {
    // What is no time counts as absent; the caller says what that means.
    self[name].flatMap { JSONFields.date(of: $0) }
  }

  /// Reads a time as the AWS CLI writes it: `2026-01-31T12:00:00Z`, `…UTC`, `….123Z`, `…+00:00`.
  static func date(of text: String) -> Date? {
    let plain = text.hasSuffix("UTC") ? String(text.dropLast(3)) + "Z" : text
    for style in [
      Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
    ] {
      // The other style may fit; nil at the end says that none did.
      if let date = try? Date(plain, strategy: style) { return date }
    }
    return nil
  }

  private static func collect(
    _ reader: inout JSONReader, under prefix: String, into fields: inout [String: String]
  ) throws(JSONFailure) {
    try reader.object { name, reader throws(JSONFailure) in
      switch try reader.next() {
      case .object: try collect(&reader, under: prefix + name + ".", into: &fields)
      case .array: try reader.skip()
      default: if let text = try reader.string() { fields[prefix + name] = text }
      }
    }
  }
}
