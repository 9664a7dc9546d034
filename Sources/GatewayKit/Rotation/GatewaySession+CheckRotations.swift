import AWSClient
import Foundation

extension GatewaySession {
  /// Keys that an account may have in a region; AWS does not raise it.
  static let mostKeys = 10_000

  /// Refuses a set of rotations before the first, and says what a person should know.
  func checkRotations(_ requests: [RotateRequest]) async throws -> [String] {
    guard !requests.isEmpty else { return [] }
    let store = await knownStore()
    let keys = try await allKeys(lane: .interactive)
    let records = try await rotationRecords(lane: .interactive, store: store, keys: keys)
    let open = records.filter(\.state.isOpen)
    let byId = Dictionary(keys.map { ($0.id, $0) }) { first, _ in first }
    var sentences: [String] = []
    var seen: Set<KeyID> = []
    var created = 0
    for request in requests {
      guard seen.insert(request.key.id).inserted else {
        throw ChangeRules.bad("\(request.key.label) is named twice.", "Name each key once.")
      }
      guard let key = byId[request.key.id] else {
        throw Self.nothing(called: [request.key.label], noun: "key")
      }
      let shown = key.id.shown
      if let record = open.first(where: { $0.oldKey == shown || $0.newKey == shown }) {
        guard !record.isForeign || record.newKey != nil else {
          throw GatewayError(
            kind: .refused, code: "RotatedElsewhere",
            message: "Somebody else is beginning a rotation of \(key.label) at this moment.",
            advice: "Look at it: tollgate rotations list")
        }
        sentences.append(
          "\(key.label) is being rotated already (\(record.id)); that rotation goes on.")
        continue
      }
      try Self.check(key, request)
      created += 1
      if let owner = KeyOwner(key) {
        sentences.append(
          "\(owner.words) owns \(key.label): it will not know the new key, and may enable the old "
            + "one again; change it there too.")
      }
    }
    try Self.checkTargets(requests)
    guard keys.count + created <= Self.mostKeys else {
      throw GatewayError(
        kind: .refused, code: "TooManyKeys",
        message: "There are \(keys.count) keys; \(created) more would pass the "
          + "\(Self.mostKeys) that an account may have in a region.",
        advice: "Delete keys that are not needed, or rotate fewer at once.")
    }
    if created > 0, requests.contains(where: \.carriesQuota) {
      sentences.append(
        "Where a plan has a quota, both keys together can use up to twice what is left until the "
          + "overlap ends.")
    }
    return sentences
  }

  /// Two values cannot go into one file or one secret.
  private static func checkTargets(_ requests: [RotateRequest]) throws {
    var seen: Set<DeliveryTarget> = []
    for target in requests.compactMap(\.delivery) {
      switch target {
      case .stdout, .folder: continue
      case .file, .secretsManager, .clipboard: break
      }
      guard seen.insert(target).inserted else {
        throw ChangeRules.bad(
          "\(target.text) cannot take the values of several keys.",
          "Give a folder: --deliver file:DIR/")
      }
    }
  }

  /// Refuses a key that may not be rotated.
  static func check(_ key: APIKey, _ request: RotateRequest) throws {
    if let other = key.tags[RotationTags.replacedBy] {
      throw GatewayError(
        kind: .refused, code: "AlreadyReplaced",
        message: "\(key.label) (\(key.id.shown)) was replaced by \(GatewayError.masked(other)) "
          + "already.",
        advice:
          "Rotate that one, or take the tag \(RotationTags.replacedBy) off: tollgate keys untag "
          + "\(key.id.shown) \(RotationTags.replacedBy)")
    }
    guard key.isEnabled || request.isAfterRevocation else {
      throw GatewayError(
        kind: .refused, code: "KeyIsDisabled",
        message: "\(key.label) is disabled, and its replacement would be enabled.",
        advice: "Enable it first: tollgate keys enable \(key.id.shown)")
    }
    guard RotationTags.carried(from: key.tags).count <= 47, key.tags.count <= 46 else {
      throw GatewayError(
        kind: .refused, code: "TooManyTags",
        message: "\(key.label) has \(key.tags.count) tags; a rotation needs four more, and 50 are "
          + "allowed.", advice: "Remove some first.")
    }
    guard request.overlap >= 0, request.quiet >= 0 else {
      throw ChangeRules.bad("Times cannot be negative.", "Give 0 or more.")
    }
  }
}
