import ArgumentParser

/// `API:STAGE` as it is typed; the API is an id or a name and may hold colons itself.
struct StageArgument: Hashable, Sendable {
  /// The API's id or name.
  let api: String
  /// The stage's name.
  let stage: String

  /// Reads the text.
  init(_ text: String) throws {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      text.index(after: colon) < text.endIndex
    else {
      throw ValidationError(
        "\(text) is no stage. Write it as API:STAGE, such as orders-api:prod; see apis list.")
    }
    api = String(text[..<colon])
    stage = String(text[text.index(after: colon)...])
  }

  /// The text again.
  var text: String { "\(api):\(stage)" }
}
