import SigV4

/// Finds any of many values in text, wherever it stands.
///
/// A value has 20 bytes at least, so that among every thirteen places of the text one is the start
/// of eight bytes that lie within the first 20 of it. Only those places are looked up, in a bitmap
/// that nearly always says no; what is left is compared whole, in constant time.
struct ValueMatcher: Sendable {
  /// The shortest value that is looked for.
  static let shortest = 20
  private static let window = 8
  private static let stride = shortest - window + 1

  /// Eight bytes that stand at some place of some value of some length.
  private struct Entry {
    var window: UInt64
    var next: Int32
    var offset: UInt8
    var length: Int32
  }

  /// Where a value was found.
  struct Hit {
    /// Number of the value.
    var value: Int
    /// Where it begins.
    var offset: Int
    /// Its length.
    var length: Int
  }

  private var arena: [UInt8] = []
  private var starts: [Int] = [0]
  private var entries: [Entry] = []
  private var heads: [Int32]
  private var headShift: UInt64
  private var filter: [UInt64]
  private var filterShift: UInt64
  private var valuesByHash: [UInt64: [Int32]] = [:]
  /// True when some value has characters that JSON or a URL would escape.
  private(set) var hasEscapable = false

  /// Takes in values; one that is shorter than ``shortest`` is never found.
  init(_ values: some Collection<SecretValue>) {
    let places = max(64, values.count * Self.stride)
    var bits: UInt64 = 6
    while 1 << bits < places { bits += 1 }
    heads = Array(repeating: -1, count: 1 << Int(bits))
    headShift = 64 - bits
    filterShift = 64 - (bits + 4)
    filter = Array(repeating: 0, count: 1 << Int(bits + 4 - 6))
    arena.reserveCapacity(values.count * 40)
    starts.reserveCapacity(values.count + 1)
    for value in values { insert(value) }
  }

  /// Number of values.
  var count: Int { starts.count - 1 }

  /// The bytes of a value.
  func bytes(_ value: Int) -> ArraySlice<UInt8> { arena[starts[value]..<starts[value + 1]] }

  private mutating func insert(_ value: SecretValue) {
    let number = Int32(count)
    let start = arena.count
    arena.append(contentsOf: value.exposeSecret().utf8)
    starts.append(arena.count)
    let length = arena.count - start
    guard length >= Self.shortest else { return }
    if !hasEscapable {
      hasEscapable = arena[start...].contains { !Self.isNeverEscaped($0) }
    }
    let (windows, hash) = arena.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[start...])
      return (
        (0..<Self.stride).map { bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self) },
        Self.hash(bytes)
      )
    }
    valuesByHash[hash, default: []].append(number)
    for (offset, window) in windows.enumerated() {
      add(window, offset: UInt8(offset), length: Int32(length))
    }
  }

  private mutating func add(_ window: UInt64, offset: UInt8, length: Int32) {
    let mixed = Self.mix(window)
    let head = Int(mixed >> headShift)
    var entry = heads[head]
    // Values that begin alike share their entries.
    while entry >= 0 {
      let present = entries[Int(entry)]
      if present.window == window, present.offset == offset, present.length == length { return }
      entry = present.next
    }
    let bit = mixed >> filterShift
    filter[Int(bit >> 6)] |= 1 << (bit & 63)
    entries.append(Entry(window: window, next: heads[head], offset: offset, length: length))
    heads[head] = Int32(entries.count - 1)
  }

  /// Tells every value that stands in a text; one that is part of a longer one found there is not
  /// told.
  func search(_ text: [UInt8], _ found: (Hit) -> Void) {
    guard !entries.isEmpty else { return }
    text.withUnsafeBytes { bytes in
      filter.withUnsafeBufferPointer { filter in
        var cover = 0..<0
        var place = 0
        let last = bytes.count - Self.window
        while place <= last {
          let window = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          let mixed = Self.mix(window)
          let bit = mixed >> filterShift
          if filter[Int(bit >> 6)] & (1 << (bit & 63)) != 0 {
            for hit in hits(bytes, place, window, mixed) {
              let range = hit.offset..<(hit.offset + hit.length)
              if range.count < cover.count, cover.contains(range.lowerBound),
                range.upperBound <= cover.upperBound
              {
                continue
              }
              if range.upperBound > cover.upperBound { cover = range }
              found(hit)
            }
          }
          place += Self.stride
        }
      }
    }
  }

  /// Values around a place, longest first.
  private func hits(
    _ text: UnsafeRawBufferPointer, _ place: Int, _ window: UInt64, _ mixed: UInt64
  ) -> [Hit] {
    var hits: [Hit] = []
    var entry = heads[Int(mixed >> headShift)]
    while entry >= 0 {
      let present = entries[Int(entry)]
      entry = present.next
      let start = place - Int(present.offset)
      let end = start + Int(present.length)
      guard present.window == window, start >= 0, end <= text.count else { continue }
      let slice = UnsafeRawBufferPointer(rebasing: text[start..<end])
      for value in valuesByHash[Self.hash(slice)] ?? []
      where constantTimeEqual(bytes(Int(value)), slice) {
        hits.append(Hit(value: Int(value), offset: start, length: slice.count))
      }
    }
    return hits.count > 1 ? hits.sorted { $0.length > $1.length } : hits
  }

  private static func mix(_ window: UInt64) -> UInt64 {
    var mixed = window &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    return mixed &* 0xD6E8_FEB8_6659_FD93
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    while place < bytes.count {
      hash = mix(hash ^ UInt64(bytes[place]))
      place += 1
    }
    return hash
  }

  private static func isNeverEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

extension ValueMatcher {
  /// Tells every value that stands in a block, as it is or escaped, and its line.
  func search(_ block: TextBlock, _ found: (_ value: Int, _ line: Int) -> Void) {
    search(block.bytes) { found($0.value, block.line(at: $0.offset)) }
    guard hasEscapable else { return }
    for view in [PlainView.percent(block.bytes), PlainView.json(block.bytes)] {
      guard let view else { continue }
      search(view) { hit in
        found(hit.value, block.firstLine + TextBlock.lineEnds(in: view, 0..<hit.offset))
      }
    }
  }
}
