/// Why a scheme file cannot be used.
struct SchemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name.
  var file: String
  /// The line, from 1; nil when it is about the whole file.
  var line: Int?
  /// The reason, as the rest of a sentence.
  var reason: String

  /// One sentence: `storm.yaml, line 12: base0A is "red", not six hexadecimal digits`.
  var description: String {
    let place = line.map { "\(file), line \($0)" } ?? file
    return "\(place): \(reason)"
  }
}
