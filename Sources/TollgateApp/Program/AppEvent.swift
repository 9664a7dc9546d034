import Canvas
import Foundation
import GatewayKit

/// What happened: at the terminal, at the service, on the clock.
enum AppEvent: Equatable, Sendable {
  case terminal(TerminalEvent)
  /// The time, before whatever else happened at it.
  case clock(Date)
  /// The request budget and what is known of the context, read now.
  case budget(Budget)
  /// How each context stands, when something about it is new.
  case standings([ContextStanding])
  /// What a person should know that only answers show, such as a clock that is wrong.
  case noticed([String])
  /// What the changes need, answered at once by the service's rules.
  case confirmationKnown([Change], Confirmation)
  case themeShown(String, found: Bool)
  /// A code of an MFA device is needed.
  case codeWanted(CodeQuestion)
  /// The code of the question of this number is not needed any more.
  case codeNotWanted(Int)
  /// The themes that can be chosen, and what is wrong with files that are none.
  case themesRead([String], problems: [String])
  /// An answer, or a part of one, to the work of this number.
  case answered(TaskID, Reply)
}

/// The header's figures of the request budget.
struct Budget: Equatable, Sendable {
  var used = 0
  var allowed = 10.0
  var waiting = 0
  var isSlowed = false

  /// `3 of 10 requests/s`, or `3 requests/s, slowed to 4.8/s`.
  func words(isNarrow: Bool) -> String {
    let allowed = shownRate
    if isSlowed { return "\(used) \(isNarrow ? "req/s" : "requests/s"), slowed to \(allowed)/s" }
    return isNarrow ? "\(used)/\(allowed) req/s" : "\(used) of \(allowed) requests/s"
  }

  /// The same with those that wait, and why it is slowed.
  var sentence: String {
    guard isSlowed else {
      return "\(used) in the last second of \(shownRate) allowed, \(waiting) waiting"
    }
    return "\(used) in the last second, \(waiting) waiting; slowed to \(shownRate)/s, since others "
      + "use this account's rate too"
  }

  private var shownRate: String { Figures.decimal((allowed * 10).rounded() / 10) }
}

/// A request as a dialog shows it, values masked.
struct PlannedLine: Equatable, Sendable {
  var method: String
  var path: String
  var body: String?
  var awsCli: String
}

/// What came back.
enum Reply: Equatable, Sendable {
  case connected(ContextIdentity, Settings)
  case identified(ContextIdentity)
  case keyPage(KeyPage)
  case planPage(PlanPage)
  case key(APIKey)
  case plan(UsagePlan)
  case members([PlanMember])
  case plansOfKey([UsagePlan])
  case usage([KeyUsage])
  case apis([RestAPI])
  case journal([JournalLine])
  case previewed([PlannedLine])
  case changed(ChangeOutcome)
  case undoCandidate(UndoCandidate?)
  case revealed(KeyValue)
  case copied
  case leak(LeakEvent)
  case leakDetail(LeakDetail)
  case revoke(RevokeEvent)
  /// The end of a stream.
  case ended
  /// Files that were written.
  case written([String])
  case rotations([Rotation])
  /// Rotations may be begun; sentences that a person should read first.
  case rotationsChecked([String])
  case rotated([RotationOutcome])
  case journalChecked(JournalCheck)
  case revivals([Revival])
  /// A sentence on the way, such as why it waits.
  case progress(String)
  case failed(GatewayError)

  /// True when more may follow under the same number.
  var isPartial: Bool {
    switch self {
    case .keyPage(let page): !page.isLast
    case .planPage(let page): !page.isLast
    case .progress, .leak, .leakDetail, .revoke: true
    default: false
    }
  }
}
