import Foundation

/// The `position` of a list: where the last page ended, wrapped so that nobody reads it.
enum PageToken {
  /// Wraps the serial that a page ended with.
  static func wrap(_ serial: Int?) -> String? {
    serial.map { wrap(text: "s/\($0)") }
  }

  /// Wraps any place in an order.
  static func wrap(text: String) -> String {
    Data(text.utf8).base64EncodedString()
  }

  /// The serial to go on from; nil for the first page.
  static func serial(_ call: Call) throws(ServiceFault) -> Int? {
    guard let text = try unwrapped(call) else { return nil }
    guard text.hasPrefix("s/"), let serial = Int(text.dropFirst(2)) else {
      throw .badRequest("Invalid position specified")
    }
    return serial
  }

  /// The text inside a position; nil for the first page.
  static func unwrapped(_ call: Call) throws(ServiceFault) -> String? {
    guard let position = call.item("position"), !position.isEmpty else { return nil }
    guard let text = text(in: position) else { throw .badRequest("Invalid position specified") }
    return text
  }

  /// The text inside a token; nil when it was never wrapped.
  static func text(in token: String) -> String? {
    Data(base64Encoded: token).map { String(decoding: $0, as: UTF8.self) }
  }
}
