/// What a handler answers with, before it is put in the form that was asked for.
struct Reply: Sendable {
  /// How the body is dressed when the caller takes HAL.
  enum Shape: Sendable {
    /// A thing by itself, at its own path.
    case thing(path: String)
    /// A list of things, each at the list's path and its own id.
    case list(path: String, idField: String)
    /// No body.
    case nothing
  }

  /// The HTTP status.
  var status: Int
  /// The JSON body.
  var body: [UInt8]
  /// What it is.
  var shape: Shape

  /// Answers with a thing.
  static func thing(
    status: Int = 200, at path: String, _ fields: (inout JSONWriter) -> Void
  ) -> Reply {
    var writer = JSONWriter()
    writer.object(fields)
    return Reply(status: status, body: writer.bytes, shape: .thing(path: path))
  }

  /// Answers with a page of a list. Lists are under `item`; `position` is missing on the last page.
  static func list<Item>(
    _ items: [Item], at path: String, idField: String = "id", position: String? = nil,
    bytesPerItem: Int = 256, _ fields: (inout JSONWriter, Item) -> Void
  ) -> Reply {
    var writer = JSONWriter(capacity: 64 + items.count * bytesPerItem)
    writer.object { top in
      top.name("item")
      top.array { list in
        for item in items { list.object { fields(&$0, item) } }
      }
      top.field("position", ifPresent: position)
    }
    return Reply(status: 200, body: writer.bytes, shape: .list(path: path, idField: idField))
  }

  /// Answers with a status alone.
  static func nothing(status: Int) -> Reply {
    Reply(status: status, body: [], shape: .nothing)
  }
}
