/// The hints of a text, each shape once, and no more of them than memory allows.
struct HintBook: Sendable {
  /// Kinds of hints that are counted against bounds of their own.
  private enum Kind: Int { case value, masked, hash, id, name }

  /// How many there are of each kind.
  private struct Counts {
    private var numbers = (0, 0, 0, 0, 0)

    subscript(kind: Kind) -> Int {
      get {
        switch kind {
        case .value: numbers.0
        case .masked: numbers.1
        case .hash: numbers.2
        case .id: numbers.3
        case .name: numbers.4
        }
      }
      set {
        switch kind {
        case .value: numbers.0 = newValue
        case .masked: numbers.1 = newValue
        case .hash: numbers.2 = newValue
        case .id: numbers.3 = newValue
        case .name: numbers.4 = newValue
        }
      }
    }
  }

  /// How many of a kind are kept.
  private static func bound(_ kind: Kind) -> Int {
    switch kind {
    case .value: 4_096
    case .masked: 1_024
    case .hash: 4_096
    case .id: 20_000
    case .name: 20_000
    }
  }

  /// In the order in which they were found.
  private(set) var hints: [LeakHint] = []
  private var numbers: [LeakHint.Shape: Int] = [:]
  private var counts = Counts()
  /// Whether each piece names a key.
  private var pieces: [Bool] = []
  /// True when some were not kept.
  private(set) var isOverfull = false
  /// Pieces that a scanner has made unreadable: `REDACTED`.
  var redacted = 0
  /// Masked pieces of fewer than four characters, which tell no key from another.
  var tooShort = 0
  /// Long runs of characters that may hold a value with any character in it.
  var hasLongRuns = false
  /// Hosts of `execute-api`.
  private(set) var hosts: [ExecuteAPIHost] = []

  /// Takes the shapes of one piece of text in. Shapes that are there already keep their line.
  ///
  /// A strong piece names a key. What may as well be something else, such as a line that may be a
  /// name, is compared when keys are compared anyway, and never counted as unmatched.
  mutating func add(_ shapes: [LeakHint.Shape], line: Int, isStrong: Bool) {
    let present = shapes.compactMap { numbers[$0] }.first.map { hints[$0].piece }
    let piece = present ?? pieces.count
    var isKept = present != nil
    for shape in shapes where numbers[shape] == nil {
      let kind = Self.kind(shape)
      guard counts[kind] < Self.bound(kind) else {
        isOverfull = isOverfull || isStrong
        continue
      }
      counts[kind] += 1
      numbers[shape] = hints.count
      hints.append(LeakHint(shape: shape, line: line, piece: piece))
      isKept = true
    }
    guard isKept else { return }
    if present == nil { pieces.append(isStrong) } else if isStrong { pieces[piece] = true }
  }

  /// Whether no more values can be taken; asked before one is copied. Values that are found by what
  /// the keys have are found all the same.
  var isFullOfValues: Bool { counts[.value] >= Self.bound(.value) }

  /// Says that something was left out.
  mutating func leaveOut() { isOverfull = true }

  /// Whether a piece names a key.
  func isStrong(piece: Int) -> Bool { pieces[piece] }

  /// Takes a host in.
  mutating func add(_ host: ExecuteAPIHost) {
    guard hosts.count < 64, !hosts.contains(host) else { return }
    hosts.append(host)
  }

  /// Numbers of the pieces that name a key.
  var strongPieces: [Int] { pieces.indices.filter { pieces[$0] } }

  private static func kind(_ shape: LeakHint.Shape) -> Kind {
    switch shape {
    case .value: .value
    case .masked: .masked
    case .hash: .hash
    case .id, .shownId: .id
    case .name: .name
    }
  }
}
