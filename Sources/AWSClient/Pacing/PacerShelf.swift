import Synchronization

/// The pacers of a process, one per account and region: profiles that lead to the same account share
/// its rate.
package final class PacerShelf: Sendable {
  /// Whose rate it is.
  private struct Name: Hashable {
    var account: String
    var region: String
    var endpoint: String
  }

  private let make: @Sendable () -> Pacer
  private let pacers = Mutex<[Name: Pacer]>([:])

  /// Makes a shelf that makes its pacers so.
  package init(_ make: @escaping @Sendable () -> Pacer) { self.make = make }

  /// The pacer of whoever signs with an access key. AWS writes the account into access keys, so
  /// nobody has to be asked; a key of another form stands for itself.
  func pacer(accessKeyId: String, region: String, endpoint: String?) -> Pacer {
    let name = Name(
      account: AccessKeyAccount.account(of: accessKeyId) ?? accessKeyId, region: region,
      endpoint: endpoint ?? "")
    return pacers.withLock { pacers in
      if let pacer = pacers[name] { return pacer }
      let pacer = make()
      pacers[name] = pacer
      return pacer
    }
  }
}

/// The account that an access key id was made in.
enum AccessKeyAccount {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Twelve digits; nil for an id that is not of AWS's present form: four letters, and 16 of base 32
  /// whose first 40 bits after the highest one are the account.
  static func account(of accessKeyId: String) -> String? {
    let bytes = Array(accessKeyId.utf8)
    guard bytes.count == 20,
      ["AKIA", "ASIA"].contains(String(decoding: bytes[..<4], as: UTF8.self))
    else { return nil }
    var bits: UInt64 = 0
    // Ten letters are 50 bits; the first 48 are what is looked at.
    for byte in bytes[4..<14] {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 5 | UInt64(value)
    }
    let account = (bits >> 2 & 0x7fff_ffff_ff80) >> 7
    guard account < 1_000_000_000_000 else { return nil }
    let digits = String(account)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
