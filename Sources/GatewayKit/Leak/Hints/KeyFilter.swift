/// Which ids and names there are, where they are known before the text is read, so that a long
/// text's words need not be kept.
struct KeyFilter: Sendable {
  private var ids: Set<String>
  private var names: Set<String>
  private var nameLengths: Set<Int>

  /// Takes the keys' ids and names.
  init(ids: Set<String>, names: Set<String>) {
    self.ids = ids
    self.names = names
    nameLengths = Set(names.map(\.utf8.count))
  }

  /// Whether some key has this id.
  func has(id: String) -> Bool { ids.contains(id) }

  /// Whether some key's name has so many bytes.
  func hasName(ofLength length: Int) -> Bool { nameLengths.contains(length) }

  /// Whether some key is called so.
  func has(name: String) -> Bool { names.contains(name) }
}
