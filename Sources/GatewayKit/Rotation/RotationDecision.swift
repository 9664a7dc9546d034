import Foundation

/// Decides what is done next in a rotation, from what is written down, what the service says, and the
/// time. Plain: it reads nothing and sends nothing.
struct RotationDecision: Sendable {
  /// How far one may go.
  struct Leave: Hashable, Sendable {
    /// Retire the old key when it is due.
    var retires = true
    /// Retire before the overlap is over.
    var ignoresOverlap = false
    /// Retire although the new key was not seen or the old one is not quiet, and why.
    var forcedBecause: String?
    /// Delete old keys after their cool-off.
    var deletes = false
    /// Nobody is there to read a value or a clipboard.
    var isUnattended = false
    /// Minutes of the UTC day between which old keys may be retired.
    var retireBetween: ClosedRange<Int>?
  }

  /// Seconds between disabling and deleting.
  static let coolOff: Double = 30 * 86_400
  /// Seconds that clocks may be apart.
  static let clockTolerance: Double = 300

  var record: RotationRecord
  var scene: RotationScene
  var now: Date
  var leave = Leave()

  /// What is done next.
  func next() -> RotationVerdict {
    if record.body.isRollingBack, record.state != .rolledBack { return .step(.rollBack) }
    switch record.state {
    case .planned: return planned()
    case .created: return created()
    case .attached: return attached()
    case .delivered: return delivered()
    case .overlapping: return overlapping()
    case .disabled: return disabled()
    case .deleted, .rolledBack: return .rest
    }
  }

  private func planned() -> RotationVerdict {
    if scene.new != nil { return .step(.adopt) }
    guard let old = scene.old else {
      return .step(.stop(because: "the old key was deleted before a new one was made"))
    }
    guard old.isEnabled || record.body.isAfterRevocation else {
      return .step(.stop(because: "the old key was disabled before a new one was made"))
    }
    if let other = otherOwner(old) { return .step(.giveWay(other)) }
    guard old.tags[RotationTags.claim + record.id] != nil else { return .step(.claim) }
    return .step(.create)
  }

  private func created() -> RotationVerdict {
    if let lost = newIsLost() { return lost }
    if let extra = scene.extras.first { return .step(.removeExtra(extra.id)) }
    if let old = scene.old {
      if let other = otherOwner(old) { return .refuse(other) }
      guard old.tags[RotationTags.replacedBy] == record.newKey else { return .step(.mark) }
      guard old.tags[RotationTags.claim + record.id] == nil else { return .step(.unclaim) }
    }
    if let plan = scene.missingPlans(record).first { return .step(.attach(plan)) }
    guard scene.new?.isEnabled == true else { return .waits(["new key is disabled"]) }
    let differences = scene.differences()
    guard differences.isEmpty else {
      return .refuse(
        GatewayError(
          kind: .failed, code: "KeysDiffer",
          message: "The new key of \(record.label) differs from the old one: "
            + "\(differences.joined(separator: ", ")). Its value was not handed over.",
          advice: "Make them the same and run the same again, or take the new one back: "
            + "tollgate rotations rollback \(record.id)"))
    }
    if record.terms.carriesQuota,
      let plan = record.terms.plans.first(where: { !record.body.carriedPlans.contains($0.id) })
    {
      return .step(.carry(plan.reference))
    }
    return .step(.finishAttaching)
  }

  private func attached() -> RotationVerdict {
    if let lost = newIsLost() { return lost }
    if let old = scene.old, let other = otherOwner(old) { return .refuse(other) }
    if let plan = scene.missingPlans(record).first { return .step(.attach(plan)) }
    guard scene.new?.isEnabled == true else { return .waits(["new key is disabled"]) }
    return .step(.deliver)
  }

  private func delivered() -> RotationVerdict {
    if let lost = newIsLost() { return lost }
    return .step(.beginOverlap)
  }

  private func overlapping() -> RotationVerdict {
    if let old = scene.old, !old.isEnabled, record.body.retiringSince != nil {
      return .step(.endOverlap(because: nil))
    }
    if let lost = newIsLost() { return lost }
    guard let old = scene.old else {
      return .step(.endOverlap(because: "the old key was deleted by somebody"))
    }
    guard old.isEnabled else { return .step(.endOverlap(because: endReason())) }
    let waits = waits()
    guard waits.isEmpty else { return .waits(waits) }
    return leave.retires ? .step(.retire) : .waits(["rotations advance, which retires the old key"])
  }

  private func endReason() -> String {
    if record.body.isAfterRevocation || scene.isOldRevoked { return "the old key was revoked" }
    return "the old key was disabled by somebody"
  }

  private func disabled() -> RotationVerdict {
    guard leave.deletes else { return .rest }
    guard let old = scene.old else { return .step(.endOverlap(because: nil)) }
    guard !old.isEnabled else { return .waits(["old key is enabled again"]) }
    let due = (record.body.disabledAt ?? record.updatedAt) + Self.coolOff
    guard now >= due else { return .waits(["cool-off until \(due.minuteText)"]) }
    if let owner = KeyOwner(old) { return .waits([owner.deletionWords(old)]) }
    return .step(.delete)
  }

  /// What an overlapping rotation waits for; empty when the old key may be retired.
  func waits() -> [String] {
    var waits: [String] = []
    if scene.new?.isEnabled != true { waits.append("new key is disabled") }
    for plan in scene.missingPlans(record) {
      waits.append("new key is missing from plan \(plan.name)")
    }
    let isForced = leave.forcedBecause != nil
    if !isForced {
      if record.updatedAt.timeIntervalSince(now) > Self.clockTolerance
        || record.startedAt.timeIntervalSince(now) > Self.clockTolerance
      {
        waits.append(
          "this clock, which is behind what was written at "
            + max(record.updatedAt, record.startedAt).minuteText)
      }
      if let use = scene.use {
        if record.body.newSeenAt == nil, use.newSeenAt == nil {
          waits.append("new key not seen yet")
        }
        if case .no(let phrase) = use.silence(for: record.terms.quiet, now: now) {
          waits.append(phrase)
        }
      } else {
        waits.append("use is not known")
      }
    }
    if !isForced, !leave.ignoresOverlap, now < record.body.retireAt {
      waits.append("overlap until \(record.body.retireAt.minuteText)")
    }
    if let window = leave.retireBetween {
      let minute = Int(now.timeIntervalSince1970.rounded(.down)) / 60 % 1440
      if !window.contains(minute) {
        waits.append(
          "\(Self.clockText(window.lowerBound)) to \(Self.clockText(window.upperBound)) UTC")
      }
    }
    return waits
  }

  /// The new key is gone, or was cut off as leaked: the old one is kept.
  private func newIsLost() -> RotationVerdict? {
    guard scene.new != nil else {
      return .step(.stop(because: "the new key was deleted by somebody"))
    }
    guard !scene.isNewRevoked else { return .step(.stop(because: "the new key was revoked")) }
    return nil
  }

  /// Refuses when another rotation has the old key. Between two that begin at the same moment the
  /// claims decide; this is for one that has come further.
  private func otherOwner(_ old: APIKey) -> GatewayError? {
    guard let other = old.tags[RotationTags.replacedBy], other != record.newKey else { return nil }
    return GatewayError(
      kind: .refused, code: "RotatedElsewhere",
      message: "\(record.label) is being replaced by \(GatewayError.masked(other)) already"
        + (old.tags[RotationTags.rotation].map { ", in the rotation \($0)" } ?? "") + ".",
      advice: record.newKey == nil
        ? "Look at it: tollgate rotations list"
        : "Take this one back: tollgate rotations rollback \(record.id)")
  }

  static func clockText(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }
}

extension Date {
  /// `28 Nov 12:00 UTC`.
  var minuteText: String {
    let (_, month, day) = CalendarDay(self).parts
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let minute = Int(timeIntervalSince1970.rounded(.down)) / 60
    let ofDay = ((minute % 1440) + 1440) % 1440
    return "\(day) \(names[month - 1]) \(RotationDecision.clockText(ofDay)) UTC"
  }
}
