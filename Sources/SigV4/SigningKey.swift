import Crypto
import Synchronization

/// The key that signs for one secret, day, region and service.
struct SigningKey: Sendable {
  /// The derived key.
  let key: SymmetricKey

  /// Derives the key: four HMACs, one after another.
  init(secret: SecretValue, day: String, region: String, service: String) {
    func step(_ key: SymmetricKey, _ text: String) -> SymmetricKey {
      var mac = HMAC<SHA256>(key: key)
      mac.update(data: Bytes(text.utf8))
      return SymmetricKey(data: Bytes(mac.finalize()))
    }
    let first = SymmetricKey(data: Bytes("AWS4".utf8) + Bytes(secret.exposeSecret().utf8))
    key = step(step(step(step(first, day), region), service), "aws4_request")
  }

  /// The signature of a canonical request under a scope.
  ///
  /// - Returns: 64 lower-case hexadecimal digits.
  func signature(of request: CanonicalRequest, timestamp: String, scope: String) -> Bytes {
    var text = Bytes()
    text.reserveCapacity(160)
    text.append(contentsOf: "AWS4-HMAC-SHA256\n".utf8)
    text.append(contentsOf: timestamp.utf8)
    text.append(0x0A)
    text.append(contentsOf: scope.utf8)
    text.append(0x0A)
    text.append(contentsOf: request.bytes.sha256Hex)
    let code = HMAC<SHA256>.authenticationCode(for: text, using: key)
    var hex = Bytes()
    hex.reserveCapacity(64)
    hex.appendHex(code)
    return hex
  }
}

/// Derived keys of the day. One key serves every request of a day, region and service, so that
/// signing costs two hashes and one HMAC instead of five HMACs.
package final class SigningKeyCache: Sendable {
  private struct Scope: Hashable {
    var secret: SecretValue
    var day: String
    var region: String
    var service: String
  }

  /// The cache that signers share unless they are given another.
  package static let shared = SigningKeyCache()

  private let capacity: Int
  private let keys = Mutex<[Scope: SigningKey]>([:])

  /// Makes an empty cache that forgets everything when it holds more keys than its capacity.
  package init(capacity: Int = 64) {
    self.capacity = capacity
  }

  /// Number of keys held now.
  package var count: Int { keys.withLock(\.count) }

  func key(secret: SecretValue, day: String, region: String, service: String) -> SigningKey {
    let scope = Scope(secret: secret, day: day, region: region, service: service)
    if let known = keys.withLock({ $0[scope] }) { return known }
    let made = SigningKey(secret: secret, day: day, region: region, service: service)
    keys.withLock { keys in
      if keys.count >= capacity { keys.removeAll(keepingCapacity: true) }
      keys[scope] = made
    }
    return made
  }
}
