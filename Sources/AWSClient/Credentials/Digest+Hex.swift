import Crypto

extension Digest {
  /// The digest in lower-case hexadecimal digits.
  var hexText: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
