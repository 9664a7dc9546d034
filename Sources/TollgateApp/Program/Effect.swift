import Canvas
import GatewayKit

/// What ``update(_:_:)`` wants done, as a value that tests compare.
enum Effect: Equatable, Sendable {
  case connect(TaskID, ConnectionChoice)
  case identify(TaskID)
  case loadKeys(TaskID, Urgency)
  case loadPlans(TaskID, Urgency)
  case loadKey(TaskID, KeyID, Urgency)
  case loadPlan(TaskID, PlanID, Urgency)
  case loadMembers(TaskID, PlanID, Urgency)
  case loadPlansOfKey(TaskID, KeyID, Urgency)
  case loadUsage(TaskID, UsageRequest, Urgency)
  case loadAPIs(TaskID)
  case loadJournal(TaskID)
  case askConfirmation([Change])
  case preview(TaskID, [Change])
  case perform(TaskID, Change, Urgency)
  case askUndo(TaskID)
  case undo(TaskID)
  case reveal(TaskID, KeyID)
  case copyValue(TaskID, KeyID)
  case previewUndo(TaskID)
  case findLeaks(TaskID, LeakedText)
  case leakDetails(TaskID, LeakMatch)
  case revoke(TaskID, RevokeRequest)
  case previewRevoke(TaskID, RevokeRequest)
  case quarantine(TaskID, LeakMatch)
  case writeReport(TaskID, IncidentReport, String, replaces: Bool)
  case loadRotations(TaskID, Urgency)
  case checkRotations(TaskID, [RotateRequest])
  case runRotation(TaskID, RotationCommand, Urgency)
  case previewRotations(TaskID, [RotationCommand])
  case verifyJournal(TaskID)
  case findRevivals(TaskID, [APIKey])
  /// Hands a code of an MFA device over to whoever asked the question of this number.
  case giveCode(Int, KeyValue)
  /// No code is given to the question of this number.
  case refuseCode(Int)
  /// Codes that were not given may be asked for again.
  case askCodesAgain
  case copy(String)
  /// Lets what was denied be tried again at once.
  case askDeniedAgain
  case cancel(TaskID)
  case showTheme(String)
  case setTitle(String)
  case redraw
  case ring
  case suspend
  case quit(ConsoleExit)

  /// True for what changes something at the service.
  var isChanging: Bool {
    switch self {
    case .perform, .undo, .revoke, .quarantine, .runRotation: true
    default: false
    }
  }
}
