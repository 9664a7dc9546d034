/// Makes ids and values from the seed, so that one story told twice has the same ids.
struct Mint: Sendable {
  private static let small = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let mixed = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// The emulator's seed.
  let seed: UInt64

  /// The id of a key or a REST API: ten letters and digits.
  func longID(_ serial: Int, isFree: (String) -> Bool) -> String {
    id(length: 10, salt: 1, serial: serial, isFree: isFree)
  }

  /// The id of a plan, a resource or a deployment: six letters and digits.
  func shortID(_ serial: Int, isFree: (String) -> Bool) -> String {
    id(length: 6, salt: 2, serial: serial, isFree: isFree)
  }

  /// A key's value: forty letters and digits.
  func value(_ serial: Int, isFree: (String) -> Bool) -> String {
    text(40, from: Self.mixed, salt: 3, serial: serial, isFree: isFree)
  }

  /// What follows a secret's name in its ARN: six letters and digits.
  func suffix(_ serial: Int) -> String {
    text(6, from: Self.mixed, salt: 4, serial: serial) { _ in true }
  }

  private func id(length: Int, salt: UInt64, serial: Int, isFree: (String) -> Bool) -> String {
    text(length, from: Self.small, salt: salt, serial: serial, isFree: isFree)
  }

  private func text(
    _ length: Int, from letters: [UInt8], salt: UInt64, serial: Int, isFree: (String) -> Bool
  ) -> String {
    var numbers = SplitMix(seed: seed, salt, UInt64(serial))
    while true {
      let bytes = (0..<length).map { _ in letters[numbers.below(letters.count)] }
      let text = String(decoding: bytes, as: UTF8.self)
      if isFree(text) { return text }
    }
  }
}
