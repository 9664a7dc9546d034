import GatewayKit

/// The number of one piece of work that is under way.
struct TaskID: Hashable, Sendable, Comparable {
  var number: Int

  static func < (left: TaskID, right: TaskID) -> Bool { left.number < right.number }
}

/// What a piece of work is for; at most one per purpose is under way.
enum TaskPurpose: Hashable, Sendable {
  case connect
  case identify
  case keys
  case plans
  /// Usage of all keys of a plan, which tells its members too.
  case usage(PlanID)
  /// Members of a plan, asked for when usage cannot be had.
  case members(PlanID)
  /// Plans of one key.
  case plansOfKey(KeyID)
  /// One key with its plans.
  case key(KeyID)
  /// 90 days of one key in one plan.
  case chart(KeyID, PlanID)
  /// One plan with tags and number of keys.
  case plan(PlanID)
  case apis
  case journal
  case undoCandidate
  case undo
  /// The change at an index of a run.
  case change(run: Int, index: Int)
  case preview
  case reveal
  case copyValue
  case leakSearch
  /// What a leaked key opens, by match.
  case leakFacts(String)
  /// A revocation by number.
  case revoke(Int)
  case quarantine
  /// The report of a revocation by number.
  case report(Int)
  case rotations
  /// Whether rotations may be begun.
  case rotationCheck
  /// The command at an index of a run of rotations.
  case rotation(run: Int, index: Int)
  case journalCheck
  /// Whether revoked keys are among those of a page.
  case revivals(page: Int)
}

/// Who waits for an answer; becomes a lane of the pacer.
enum Urgency: Hashable, Sendable {
  case person
  case bulk
  case background
}
