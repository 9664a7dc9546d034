import Foundation

/// The tags by which every machine sees a rotation.
///
/// The new key carries `rotation`, `replaces` and `terms` from the request that makes it, so that it
/// is found again when its answer, or the process, is lost. The old key carries `claim:ID` while one
/// machine begins, then `rotation` and `replaced-by`, and `retire-after` once the value was handed
/// over.
enum RotationTags {
  /// The rotation's id, on both keys.
  static let rotation = "tollgate:rotation"
  /// The old key's id as shown, on the new key.
  static let replaces = "tollgate:replaces"
  /// The new key's id as shown, on the old key.
  static let replacedBy = "tollgate:replaced-by"
  /// The instant from which the old key may be retired, on the old key.
  static let retireAfter = "tollgate:retire-after"
  /// What was agreed, on the new key.
  static let terms = "tollgate:terms"
  /// On the old key while a rotation begins; the rotation's id follows, the value is the time.
  static let claim = "tollgate:claim:"

  /// Seconds after which a claim that came to nothing is passed over.
  static let claimLife: Double = 900

  /// The tags that a new key takes over.
  static func carried(from tags: [String: String]) -> [String: String] {
    tags.filter { name, _ in
      let name = name.lowercased()
      return !name.hasPrefix("aws:") && !name.hasPrefix("tollgate:")
    }
  }

  /// Ids of the rotations that claim a key, those of long ago left out.
  static func claims(in tags: [String: String], now: Date) -> [String] {
    tags.compactMap { name, value in
      guard name.hasPrefix(claim) else { return nil }
      let age = Date(iso8601: value).map { now.timeIntervalSince($0) } ?? 0
      return age > claimLife ? nil : String(name.dropFirst(claim.count))
    }.sorted()
  }
}

extension Date {
  /// Reads `2026-11-21T08:30:05Z`; nil for anything else.
  init?(iso8601 text: String) {
    let characters = Array(text.utf8)
    guard characters.count == 20, characters[10] == UInt8(ascii: "T"),
      characters[19] == UInt8(ascii: "Z"), let day = CalendarDay(String(text.prefix(10)))
    else { return nil }
    let parts = text.dropFirst(11).dropLast()
      .split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), let second = Int(parts[2]),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    self = day.start + Double(hour * 3600 + minute * 60 + second)
  }
}

extension RotationRecord.Terms {
  /// As the value of a tag: `overlap:604800/quiet:86400/carry:yes/plans:abc.def`. Only characters
  /// that every tag may have, and at most 256 of them: with many plans these are left out.
  var tag: String {
    let start =
      "overlap:\(Int(overlap))/quiet:\(Int(quiet))/carry:\(carriesQuota ? "yes" : "no")"
    let whole = start + "/plans:" + plans.map(\.id).joined(separator: ".")
    return whole.utf8.count <= 256 ? whole : start
  }

  /// Reads ``tag``; what is missing is as it is by default.
  init(tag: String) {
    self.init()
    for part in tag.split(separator: "/") {
      guard let colon = part.firstIndex(of: ":") else { continue }
      let value = String(part[part.index(after: colon)...])
      switch part[..<colon] {
      case "overlap": overlap = Double(value) ?? overlap
      case "quiet": quiet = Double(value) ?? quiet
      case "carry": carriesQuota = value != "no"
      case "plans":
        plans = value.split(separator: ".").map {
          RotationRecord.Plan(id: String($0), name: String($0))
        }
      default: break
      }
    }
  }
}
