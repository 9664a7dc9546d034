/// One operation of a PATCH. All values are strings, numbers included.
package struct PatchOperation: Sendable, Equatable {
  /// `add`, `replace`, `remove`.
  package var op: String
  /// The path, `/throttle/rateLimit`.
  package var path: String
  /// The value; nil where the operation takes none.
  package var value: String?

  /// Makes an operation.
  package init(op: String, path: String, value: String? = nil) {
    self.op = op
    self.path = path
    self.value = value
  }
}
