/// Writes bytes into memory whose size was computed beforehand.
///
/// Signing is a few hundred bytes of copying between two hashes; growing arrays would cost more than
/// the hashes do. Writing past the end traps in every build.
struct ByteWriter: ~Copyable {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  /// Number of bytes written.
  private(set) var count = 0

  /// Writes into memory of the caller's.
  init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
    self.memory = memory
  }

  /// The bytes of a range that has been written.
  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.upperBound <= count)
    return UnsafeBufferPointer(rebasing: memory[range])
  }

  /// Appends a byte.
  mutating func append(_ byte: UInt8) {
    precondition(count < memory.count)
    memory[count] = byte
    count += 1
  }

  /// Appends bytes.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(count + bytes.count <= memory.count)
    guard let source = bytes.baseAddress, let target = memory.baseAddress else { return }
    (target + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Appends the bytes of an array.
  mutating func append(_ bytes: Bytes) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends the UTF-8 of a text.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends a byte as it is when it is unreserved (RFC 3986) or kept, else as `%XX`.
  mutating func appendEncoded(_ byte: UInt8, keeping kept: UInt8? = nil) {
    if byte.isUnreserved || byte == kept {
      append(byte)
    } else {
      append(0x25)
      append((byte >> 4).upperHexDigit)
      append((byte & 15).upperHexDigit)
    }
  }

  /// Appends the value without white space at its ends and with runs inside made one space.
  mutating func appendFolded(_ value: UnsafeBufferPointer<UInt8>) {
    let start = count
    var pendingSpace = false
    for byte in value {
      if byte.isWhitespace {
        pendingSpace = count > start
        continue
      }
      if pendingSpace {
        append(0x20)
        pendingSpace = false
      }
      append(byte)
    }
  }
}

/// Compares bytes as unsigned numbers, shorter before longer: negative, zero or positive.
func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  let common = min(left.count, right.count)
  var index = 0
  while index < common {
    if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
    index += 1
  }
  return left.count - right.count
}
