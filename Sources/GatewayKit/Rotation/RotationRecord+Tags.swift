import Foundation
import LocalStore

extension RotationRecord {
  /// Rotations that the tags of keys tell and that are not known yet: begun on another machine, or
  /// by this one before its database was lost.
  static func found(
    in keys: [APIKey], except known: Set<String>, place: JournalPlace, now: Date
  ) -> [RotationRecord] {
    let byId = Dictionary(keys.map { ($0.id.shown, $0) }) { first, _ in first }
    var seen = known
    var found: [RotationRecord] = []
    for new in keys {
      guard let replaced = new.tags[RotationTags.replaces], let old = byId[replaced] else {
        continue
      }
      // A new key that is being replaced itself carries the id of that rotation by now; the old one
      // still has the right one.
      let isMarked = old.tags[RotationTags.replacedBy] == new.id.shown
      guard
        let id = isMarked
          ? old.tags[RotationTags.rotation] ?? new.tags[RotationTags.rotation]
          : new.tags[RotationTags.rotation], Self.isId(id), seen.insert(id).inserted
      else { continue }
      found.append(record(id, old, new, isMarked: isMarked, place: place))
    }
    for old in keys {
      for id in RotationTags.claims(in: old.tags, now: now)
      where Self.isId(id) && seen.insert(id).inserted {
        found.append(claimed(id, old, place: place, now: now))
      }
    }
    return found
  }

  /// Tags may be anything: only what this program makes is taken for an id.
  static func isId(_ text: String) -> Bool {
    text.utf8.count == 12
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  private static func record(
    _ id: String, _ old: APIKey, _ new: APIKey, isMarked: Bool, place: JournalPlace
  ) -> RotationRecord {
    let terms = Terms(tag: new.tags[RotationTags.terms] ?? "")
    let startedAt = new.createdDate ?? old.lastUpdatedDate ?? .distantPast
    let retireAfter = old.tags[RotationTags.retireAfter].flatMap(Date.init(iso8601:))
    var body = Body(
      name: new.name, terms: terms, retireAt: retireAfter ?? startedAt + terms.overlap)
    let state: RotationState
    if isMarked, retireAfter != nil {
      state = old.isEnabled ? .overlapping : .disabled
    } else {
      // From here on every step may be done again: what is in place already is left as it is.
      state = .created
    }
    if state == .disabled { body.disabledAt = old.lastUpdatedDate }
    if state == .created { body.isCreationUnclear = true }
    return RotationRecord(
      id: id, place: place, state: state, oldKey: old.id.shown, newKey: new.id.shown,
      startedAt: startedAt,
      updatedAt: max(
        old.lastUpdatedDate ?? startedAt, new.lastUpdatedDate ?? startedAt, startedAt),
      body: body, isForeign: true)
  }

  private static func claimed(
    _ id: String, _ old: APIKey, place: JournalPlace, now: Date
  ) -> RotationRecord {
    let at = old.tags[RotationTags.claim + id].flatMap(Date.init(iso8601:)) ?? now
    let body = Body(name: old.name, terms: Terms(), retireAt: at + Terms().overlap)
    return RotationRecord(
      id: id, place: place, state: .planned, oldKey: old.id.shown, newKey: nil, startedAt: at,
      updatedAt: at, body: body, isForeign: true)
  }
}
