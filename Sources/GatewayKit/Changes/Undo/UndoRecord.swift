import Foundation
import LocalStore

/// A change of the journal that can be taken back: what was, and what it made of it.
struct UndoRecord: Sendable {
  let action: PreparedChange.Action
  let before: Snapshot
  let after: Snapshot

  init(_ entry: JournalEntry) throws {
    guard let action = PreparedChange.Action(rawValue: entry.action), let before = entry.before,
      let after = entry.after
    else {
      throw GatewayError(
        kind: .failed, code: "JournalDamaged",
        message: "The journal's entry \(entry.id) does not say what was before.",
        advice: "Take it back by hand: \(entry.summary).")
    }
    self.action = action
    self.before = try Snapshot(json: before)
    self.after = try Snapshot(json: after)
  }

  private init(_ action: PreparedChange.Action, before: Snapshot, after: Snapshot) {
    (self.action, self.before, self.after) = (action, before, after)
  }

  /// The same change the other way round.
  var reversed: UndoRecord { UndoRecord(action, before: after, after: before) }

  private var key: String { before.key?.label ?? "the key" }
  private var plan: String { before.plan?.label ?? "the plan" }

  /// What was done: `disabled acme-mobile`.
  var past: String {
    switch action {
    case .setEnabled: "\(after.key?.isEnabled == true ? "enabled" : "disabled") \(key)"
    case .updateKey:
      after.key?.name == before.key?.name
        ? "changed the texts of \(key)" : "renamed \(key) to \(after.key?.label ?? "")"
    case .tagKey: "tagged \(key)"
    case .untagKey: "untagged \(key)"
    case .attach: "put \(key) into \(plan)"
    case .detach: "took \(key) out of \(plan)"
    case .updatePlan: "changed \(plan)"
    case .suspendPlan: "suspended \(plan)"
    case .resumePlan: "resumed \(plan)"
    case .grant:
      "set what \(key) has left in \(plan) from \(before.remaining ?? 0) to \(after.remaining ?? 0)"
    default: "changed \(key)"
    }
  }

  /// What undoing does: `enable acme-mobile`.
  var inverse: String {
    switch action {
    case .setEnabled: "\(before.key?.isEnabled == true ? "enable" : "disable") \(key)"
    case .updateKey:
      after.key?.name == before.key?.name
        ? "put the texts of \(key) back" : "rename \(after.key?.label ?? "") to \(key)"
    case .tagKey, .untagKey: "put the tags of \(key) back"
    case .attach: "take \(key) out of \(plan)"
    case .detach: "put \(key) into \(plan) again"
    case .updatePlan: "put the limits and stages of \(plan) back"
    case .suspendPlan: "put the stages of \(plan) back"
    case .resumePlan: "suspend \(plan) again"
    case .grant:
      added >= 0
        ? "take \(added) from what \(key) has left in \(plan)"
        : "add \(-added) to what \(key) has left in \(plan)"
    default: "change \(key) back"
    }
  }

  /// What a grant added to what remained.
  var added: Int { (after.remaining ?? 0) - (before.remaining ?? 0) }

  /// The error when undoing would enable a key that was revoked as leaked.
  static func revoked(_ key: APIKey, _ date: Date) -> GatewayError {
    GatewayError(
      kind: .refused, code: "Revoked",
      message: "\(key.label) was revoked as leaked \(date.iso8601), and undo never enables such a "
        + "key; nothing was taken back, and undo passes over it from now on.",
      advice:
        "To enable it all the same: tollgate keys enable \(key.id.shown), with its name typed."
    )
  }

  /// The error when the server's state is not what the change left.
  func changedSince(_ difference: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "ChangedSince",
      message: "\(difference), so something else changed it since; nothing was taken back.",
      advice: "Look at it, and change it by hand if that is right.")
  }
}
