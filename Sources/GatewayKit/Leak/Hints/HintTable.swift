/// The hints of a text by what they are compared with.
struct HintTable: Sendable {
  /// A masked value.
  struct Masked: Sendable {
    var hint: Int
    var prefix: [UInt8]
    var suffix: [UInt8]
  }

  /// All hints.
  let hints: [LeakHint]
  /// Whether each piece of text names a key.
  let strongPieces: Set<Int>
  private(set) var ids: [String: Int] = [:]
  private(set) var shownIds: [String: Int] = [:]
  private(set) var names: [String: Int] = [:]
  private(set) var masked: [Masked] = []
  private(set) var hashes: [(hint: Int, digits: [UInt8])] = []
  private(set) var values: [(hint: Int, bytes: [UInt8])] = []

  /// Sorts a book's hints.
  init(_ book: HintBook) {
    hints = book.hints
    strongPieces = Set(book.strongPieces)
    for (number, hint) in hints.enumerated() {
      switch hint.shape {
      case .value(let bytes): values.append((number, bytes))
      case .masked(let prefix, let suffix):
        masked.append(Masked(hint: number, prefix: prefix, suffix: suffix))
      case .hash(let digits): hashes.append((number, digits))
      case .id(let id): ids[id] = number
      case .shownId(let id): shownIds[id] = number
      case .name(let name): names[name] = number
      }
    }
  }

  /// Whether a hint is of a piece that names a key.
  func isStrong(_ hint: Int) -> Bool { strongPieces.contains(hints[hint].piece) }

  /// Whether a piece takes the values of keys to look for it.
  func needsValues(_ pieces: Set<Int>) -> Bool {
    hints.contains { pieces.contains($0.piece) && $0.shape.needsValues }
  }
}
