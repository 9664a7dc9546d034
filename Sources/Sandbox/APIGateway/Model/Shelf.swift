/// Something that is kept by id and listed newest first.
protocol Shelved {
  /// The id, unique on its shelf.
  var id: String { get }
  /// Place in the order of creation; a later thing has a higher one.
  var serial: Int { get }
}

/// Things by id and in the order of their serials.
///
/// Pages are cut by serial, not by index, so that what is created or deleted between two pages
/// neither repeats nor hides anything else.
struct Shelf<Item: Shelved> {
  private var items: [String: Item] = [:]
  private var order: [(serial: Int, id: String)] = []

  /// How many there are.
  var count: Int { items.count }

  /// The thing of an id.
  subscript(_ id: String) -> Item? { items[id] }

  /// All things, newest first.
  var newestFirst: some Sequence<Item> {
    order.reversed().lazy.compactMap { items[$0.id] }
  }

  /// Puts a thing in place of the one with its id, or adds it.
  mutating func put(_ item: Item) {
    if let old = items.updateValue(item, forKey: item.id) {
      guard old.serial != item.serial else { return }
      order.remove(at: place(of: old.serial))
    }
    if let last = order.last, last.serial > item.serial {
      order.insert((item.serial, item.id), at: place(of: item.serial))
    } else {
      order.append((item.serial, item.id))
    }
  }

  /// Takes a thing away.
  mutating func remove(_ id: String) {
    guard let old = items.removeValue(forKey: id) else { return }
    order.remove(at: place(of: old.serial))
  }

  /// A page of what passes a test, newest first, older than a serial.
  ///
  /// - Returns: the page, and the serial to go on from; nil when nothing more follows.
  func page(
    olderThan serial: Int?, limit: Int, where passes: (Item) -> Bool = { _ in true }
  ) -> (items: [Item], next: Int?) {
    var index = serial.map { place(of: $0) } ?? order.count
    var page: [Item] = []
    page.reserveCapacity(min(limit, index))
    while index > 0 {
      index -= 1
      guard let item = items[order[index].id], passes(item) else { continue }
      if page.count == limit { return (page, page.last?.serial) }
      page.append(item)
    }
    return (page, nil)
  }

  /// The index of the first entry whose serial is not lower.
  private func place(of serial: Int) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].serial < serial { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Shelf: Sendable where Item: Sendable {}
