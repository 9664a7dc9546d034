import AWSClient
import Crypto
import SigV4

/// Compares keys with what a text names. Plain: it asks nobody.
struct KeyComparison: Sendable {
  /// The hints.
  let table: HintTable

  /// The keys that the text names, of some that have their values where they were asked for; `lines`
  /// are the first lines that have whole values, by number of the record.
  func sightings(_ records: [APIKeyRecord], values lines: [Int: Int]) -> [Sighting] {
    var found: [Sighting] = []
    for (number, line) in lines.sorted(by: { $0.key < $1.key }) {
      guard let value = records[number].value else { continue }
      let bytes = Array(value.exposeSecret().utf8)
      found.append(
        Sighting(
          record: number, evidence: .value, confidence: .exact, pieces: pieces(around: bytes),
          line: line, words: LeakWords.value(bytes)))
    }
    for (number, record) in records.enumerated() {
      compareNames(record, number, &found)
      guard !table.masked.isEmpty || !table.hashes.isEmpty, let value = record.value else {
        continue
      }
      let bytes = Array(value.exposeSecret().utf8)
      compareMasked(bytes, number, &found)
      compareHashes(bytes, number, &found)
    }
    return found
  }

  private func compareNames(
    _ record: APIKeyRecord, _ number: Int, _ found: inout [Sighting]
  ) {
    if let hint = table.ids[record.id] {
      found.append(sighting(number, .id, .exact, hint, words: "id \(KeyID(record.id).shown)"))
    }
    if record.id.utf8.count > 20, !table.shownIds.isEmpty,
      let hint = table.shownIds[KeyID(record.id).shown]
    {
      found.append(sighting(number, .id, .exact, hint, words: "id \(KeyID(record.id).shown)"))
    }
    if let name = record.name, let hint = table.names[name] {
      var sighting = sighting(number, .name, .candidate, hint, words: "the name")
      // A name is the key's own only when it is all that the text says.
      if table.names.count == 1 { sighting.deciding = hint }
      found.append(sighting)
    }
  }

  private func compareMasked(_ value: [UInt8], _ number: Int, _ found: inout [Sighting]) {
    for masked in table.masked {
      let known = masked.prefix.count + masked.suffix.count
      guard value.count > known, value.starts(with: masked.prefix),
        value.suffix(masked.suffix.count).elementsEqual(masked.suffix)
      else { continue }
      let evidence: LeakMatch.Evidence = masked.prefix.isEmpty ? .suffix : .prefixSuffix
      var sighting = sighting(
        number, evidence, .candidate, masked.hint,
        words: LeakWords.masked(prefix: masked.prefix, suffix: masked.suffix))
      if known >= 6 { sighting.deciding = masked.hint }
      found.append(sighting)
    }
  }

  private func compareHashes(_ value: [UInt8], _ number: Int, _ found: inout [Sighting]) {
    guard !table.hashes.isEmpty else { return }
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    let hex = Array("0123456789abcdef".utf8)
    for byte in SHA256.hash(data: value) {
      digits.append(hex[Int(byte >> 4)])
      digits.append(hex[Int(byte & 15)])
    }
    for hash in table.hashes where digits.starts(with: hash.digits) {
      let isWhole = hash.digits.count == 64
      var sighting = sighting(
        number, .sha256, isWhole ? .exact : .candidate, hash.hint,
        words: LeakWords.hash(hash.digits))
      if !isWhole { sighting.deciding = hash.hint }
      found.append(sighting)
    }
  }

  private func sighting(
    _ record: Int, _ evidence: LeakMatch.Evidence, _ confidence: LeakMatch.Confidence, _ hint: Int,
    words: String
  ) -> Sighting {
    Sighting(
      record: record, evidence: evidence, confidence: confidence,
      pieces: [table.hints[hint].piece], line: table.hints[hint].line, words: words)
  }

  /// The pieces of text that a value explains: those that have it in them, or that are a part of it.
  func pieces(around value: [UInt8]) -> [Int] {
    var pieces: Set<Int> = []
    for (hint, bytes) in table.values
    where Self.contains(bytes, value) || Self.contains(value, bytes) {
      pieces.insert(table.hints[hint].piece)
    }
    return pieces.sorted()
  }

  private static func contains(_ long: [UInt8], _ short: [UInt8]) -> Bool {
    guard long.count >= short.count, let first = short.first else { return false }
    var start = 0
    while start + short.count <= long.count {
      if long[start] == first, long[start..<(start + short.count)].elementsEqual(short) {
        return true
      }
      start += 1
    }
    return false
  }
}
