import GatewayKit

/// Reads a key's value from stdin: without echo on a terminal, never from an argument.
struct ValueInput: Sendable {
  /// Where it comes from.
  let world: World

  /// The value; refused when API Gateway would not take it.
  func read() throws -> String {
    let text: String
    if world.terminals.input {
      world.writeError("Value of the key, not shown while you type: ")
      text = try world.readLine(false) ?? ""
      world.writeError("\n")
    } else {
      let bytes = try world.readInput()
      guard let decoded = String(validating: bytes, as: UTF8.self) else {
        throw Self.broken("The value on stdin is not UTF-8 text")
      }
      text = decoded
    }
    let value = String(text.prefix { !$0.isNewline })
    let rest = text.dropFirst(value.count)
    guard rest.allSatisfy(\.isNewline) else {
      throw Self.broken("The value on stdin has more than one line")
    }
    guard (20...128).contains(value.count) else {
      throw Self.broken("The value has \(value.count) characters, and API Gateway takes 20 to 128")
    }
    return value
  }

  private static func broken(_ message: String) -> GatewayError {
    GatewayError(
      kind: .badInput, code: "BadValue", message: message,
      advice: "Send the value alone on stdin, or leave --value-stdin out to have one made")
  }
}
