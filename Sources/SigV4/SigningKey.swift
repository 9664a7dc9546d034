import Crypto
import Synchronization

/// The key that signs for one secret, day, region and service.
struct SigningKey: Sendable {
  /// An HMAC that has taken the derived key in already; each signature starts from a copy.
  private let prepared: HMAC<SHA256>

  /// Derives the key: four HMACs, one after another.
  init(secret: SecretValue, day: String, region: String, service: String) {
    func step(_ key: SymmetricKey, _ text: String) -> SymmetricKey {
      var mac = HMAC<SHA256>(key: key)
      mac.update(data: Bytes(text.utf8))
      return SymmetricKey(data: Bytes(mac.finalize()))
    }
    let first = SymmetricKey(data: Bytes("AWS4".utf8) + Bytes(secret.exposeSecret().utf8))
    prepared = HMAC(key: step(step(step(step(first, day), region), service), "aws4_request"))
  }

  /// The signature of a canonical request under a scope.
  ///
  /// - Returns: 64 lower-case hexadecimal digits.
  func signature(of request: CanonicalRequest, timestamp: String, scope: String) -> Bytes {
    let hash = request.bytes.sha256Hex
    let capacity = 19 + timestamp.utf8.count + scope.utf8.count + hash.count
    let text = Bytes(unsafeUninitializedCapacity: capacity) { memory, count in
      var out = ByteWriter(memory)
      out.append("AWS4-HMAC-SHA256")
      out.append(0x0A)
      out.append(timestamp)
      out.append(0x0A)
      out.append(scope)
      out.append(0x0A)
      out.append(hash)
      count = out.count
    }
    var mac = prepared
    mac.update(data: text)
    return mac.finalize().withUnsafeBytes(Bytes.init(hexDigitsOf:))
  }
}

/// Derived keys of the day. One key serves every request of a day, region and service, so that
/// signing costs two hashes and one HMAC instead of five HMACs.
package final class SigningKeyCache: Sendable {
  private struct Scope: Hashable {
    var day: String
    var region: String
    var service: String
    var secret: SecretValue
  }

  private struct State {
    var keys: [Scope: SigningKey] = [:]
    /// The entry used last: nearly always the next one too.
    var last: (scope: Scope, key: SigningKey)?
  }

  /// The cache that signers share unless they are given another.
  package static let shared = SigningKeyCache()

  private let capacity: Int
  private let state = Mutex(State())

  /// Makes an empty cache that forgets everything when it holds more keys than its capacity.
  package init(capacity: Int = 64) {
    self.capacity = capacity
  }

  /// Number of keys held now.
  package var count: Int { state.withLock(\.keys.count) }

  func key(secret: SecretValue, day: String, region: String, service: String) -> SigningKey {
    let scope = Scope(day: day, region: region, service: service, secret: secret)
    let known = state.withLock { state in
      if let last = state.last, last.scope == scope { return last.key as SigningKey? }
      guard let key = state.keys[scope] else { return nil }
      state.last = (scope, key)
      return key
    }
    if let known { return known }
    let made = SigningKey(secret: secret, day: day, region: region, service: service)
    state.withLock { state in
      if state.keys.count >= capacity { state.keys.removeAll(keepingCapacity: true) }
      state.keys[scope] = made
      state.last = (scope, made)
    }
    return made
  }
}
