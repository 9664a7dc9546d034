import ArgumentParser
import GatewayKit

/// Where leaked text comes from: stdin, a file, or a paste that is not shown. Never an argument.
struct LeakSource: Sendable {
  /// What it is read with.
  let world: World

  /// Refuses words that may be a key's value, without repeating them.
  static func refuseArguments(_ extra: [String]) throws {
    guard extra.isEmpty else {
      throw ValidationError(
        "Leaked text is no argument: others can see a command's arguments, and the shell keeps "
          + "them. Give it on stdin, or as a file with --from.")
    }
  }

  /// The text; on a terminal it is asked for.
  func text(from file: String?) throws -> LeakText {
    guard let file, file != "-" else {
      guard world.terminals.input, file == nil else {
        return LeakText(origin: "standard input", next: world.inputPieces())
      }
      return try pasted()
    }
    do {
      return LeakText(origin: "file \(file)", next: try world.filePieces(file))
    } catch let error as GatewayError where !Self.looksLikePath(file) {
      throw GatewayError(
        kind: error.kind, code: error.code,
        message: "--from names no file that can be read",
        advice: "The name is not repeated here, since it may be a key. Give the text on stdin")
    }
  }

  private func pasted() throws -> LeakText {
    world.writeError(
      "Paste the leaked text; it is not shown. An empty line or ctrl-d ends it.\n")
    let bytes = try world.readPaste()
    return LeakText(origin: "a paste", text: String(decoding: bytes, as: UTF8.self))
  }

  /// A slash, or a short ending such as `.json`, which values do not have.
  private static func looksLikePath(_ text: String) -> Bool {
    if text.contains("/") { return true }
    guard let dot = text.lastIndex(of: ".") else { return text.count < 16 }
    let ending = text[text.index(after: dot)...]
    return (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && $0.isLetter }
  }
}
