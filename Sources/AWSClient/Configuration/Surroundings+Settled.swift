import Synchronization

extension Surroundings {
  /// The same, with every file read once: a dozen settings are looked up one after the other, and all
  /// are to be of one state of the files.
  func settled() -> Surroundings {
    let memory = FileMemory(readFile)
    var settled = self
    settled.readFile = { try memory.text(of: $0) }
    return settled
  }
}

/// Texts of files that were read.
private final class FileMemory: Sendable {
  private let read: @Sendable (String) throws -> String?
  private let texts = Mutex<[String: Result<String?, any Error>]>([:])

  init(_ read: @escaping @Sendable (String) throws -> String?) { self.read = read }

  func text(of path: String) throws -> String? {
    try texts.withLock { texts in
      if let known = texts[path] { return try known.get() }
      let found = Result { try read(path) }
      texts[path] = found
      return try found.get()
    }
  }
}
