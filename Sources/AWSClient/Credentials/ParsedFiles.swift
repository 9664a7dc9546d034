import Synchronization

/// Files of profiles as they were read last: who looks at many settings takes a file apart once.
final class ParsedFiles: Sendable {
  private let known = Mutex<[String: (text: String, file: ProfileFile)]>([:])

  /// A text taken apart, now or before.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` that names the path and the line.
  func file(text: String, path: String) throws(AWSError) -> ProfileFile {
    if let last = known.withLock({ $0[path] }), last.text == text { return last.file }
    let file = try ProfileFile(text: text, path: path)
    known.withLock { $0[path] = (text, file) }
    return file
  }
}
