import Synchronization

/// Leaked text, read piece by piece so that its size does not matter.
package struct LeakText: Sendable {
  /// Where it came from, for people and reports: `standard input`, `file scan.sarif`, `a paste`.
  package var origin: String
  /// The next piece; nil at the end. Throws ``GatewayError`` of kind `badInput`.
  package var next: @Sendable () throws -> [UInt8]?

  /// Makes a text from a source that is read in pieces.
  package init(origin: String, next: @escaping @Sendable () throws -> [UInt8]?) {
    self.origin = origin
    self.next = next
  }

  /// Makes a text that is in memory already.
  package init(origin: String, text: String) {
    let rest = Mutex<[UInt8]?>(Array(text.utf8))
    self.init(origin: origin) {
      rest.withLock { rest in
        defer { rest = nil }
        return rest
      }
    }
  }
}
