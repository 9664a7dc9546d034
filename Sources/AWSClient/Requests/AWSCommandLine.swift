/// Writes a line of the AWS CLI, quoted for a shell.
struct AWSCommandLine {
  private var words: [String]

  /// Begins a line: `aws apigateway update-api-key`.
  init(_ service: String, _ operation: String) {
    words = ["aws", service, operation]
  }

  /// The line.
  var text: String { words.map(Self.quoted).joined(separator: " ") }

  /// Adds an option with a value; none when the value is nil.
  func with(_ option: String, _ value: String?) -> AWSCommandLine {
    guard let value else { return self }
    // What begins with a dash would be read as an option.
    return adding(value.hasPrefix("-") ? ["\(option)=\(value)"] : [option, value])
  }

  /// Adds an option without a value.
  func with(_ option: String) -> AWSCommandLine { adding([option]) }

  /// Adds an option with several values.
  func with(_ option: String, each values: [String]) -> AWSCommandLine {
    adding([option] + values)
  }

  /// Adds a map in shorthand, `a=b,c=d`, or as JSON where shorthand cannot say it; none when empty.
  func with(_ option: String, map: [String: String]) -> AWSCommandLine {
    guard !map.isEmpty else { return self }
    let pairs = map.sorted { $0.key < $1.key }
    let isPlain = pairs.allSatisfy { Self.isShorthand($0.key) && Self.isShorthand($0.value) }
    return with(
      option,
      isPlain
        ? pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",") : JSONText.map(map).masked)
  }

  /// Adds patch operations in shorthand, or as JSON where shorthand cannot say it.
  func with(_ option: String, patch: [PatchOperation]) -> AWSCommandLine {
    let isPlain = patch.allSatisfy {
      Self.isShorthand($0.path) && ($0.value.map(Self.isShorthand) ?? true)
    }
    guard isPlain else { return with(option, JSONText.patchList(patch).masked) }
    return with(
      option,
      each: patch.map { operation in
        "op=\(operation.op),path=\(operation.path)"
          + (operation.value.map { ",value=\($0)" } ?? "")
      })
  }

  /// The line, or one that hands the same input over as a whole where a value of its own would be
  /// taken for an address to load.
  func orWhole(_ input: JSONText, values: [String?]) -> AWSCommandLine {
    let prefixes = ["file://", "fileb://", "http://", "https://"]
    let isLoaded = values.contains { value in
      prefixes.contains { value?.hasPrefix($0) ?? false }
    }
    guard isLoaded else { return self }
    var line = self
    line.words = Array(words.prefix(3))
    return line.with("--cli-input-json", input.masked)
  }

  private func adding(_ more: [String]) -> AWSCommandLine {
    var line = self
    line.words += more
    return line
  }

  /// True for text that the CLI's shorthand takes as it stands.
  private static func isShorthand(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let space = UInt8(ascii: " ")
    guard first != space, last != space else { return false }
    return text.utf8.allSatisfy { isPlain($0) || $0 == space || $0 == UInt8(ascii: "*") }
  }

  /// A word as a POSIX shell takes it.
  static func quoted(_ word: String) -> String {
    let isSafe = word.utf8.allSatisfy {
      isPlain($0) || [UInt8(ascii: "="), UInt8(ascii: ",")].contains($0)
    }
    if isSafe, !word.isEmpty { return word }
    // The mask is no text that a shell could use; it is shown as it is.
    if word == "••••" { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"),
      UInt8(ascii: "+"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
