import GatewayKit

extension Catalog {
  /// An entry of the journal by number; entries come newest first.
  func journalLine(_ number: Int64) -> JournalLine? {
    var (low, high) = (0, journal.count)
    while low < high {
      let middle = (low + high) / 2
      if journal[middle].id > number { low = middle + 1 } else { high = middle }
    }
    if low < journal.count, journal[low].id == number { return journal[low] }
    return journal.first { $0.id == number }
  }

  /// Puts one rotation in; a new one goes on top.
  mutating func put(_ rotation: Rotation) {
    if let place = rotations.firstIndex(where: { $0.id == rotation.id }) {
      var rotation = rotation
      if rotation.use == nil { rotation.use = rotations[place].use }
      rotations[place] = rotation
    } else {
      rotations.insert(rotation, at: 0)
    }
  }
}
