import Canvas
import Foundation
import GatewayKit

/// Where the connection stands.
enum Connection: Equatable, Sendable {
  case connecting
  case open
  /// No way in: why, and what may be tried.
  case refused(GatewayError)
}

/// Everything that the console knows and shows, as a value; the program loop is its only owner.
struct AppState: Equatable, Sendable {
  var options: ConsoleOptions
  var table: KeyTable
  var size: Size
  var now: Date
  var connection = Connection.connecting
  /// The profile being typed on the first-start screen; nil while none is.
  var profileField: FieldText?
  /// Who is calling in the only context, or in the first; nil until it is open.
  var ownIdentity: ContextIdentity?
  var ownBudget = Budget()
  /// How each context stands; more than one when several are shown at once.
  var standings: [ContextStanding] = []
  var catalog = Catalog()
  /// The screens from the first to the one shown.
  var stack: [Screen]
  /// Screens of other views as they were left.
  var parked: [ViewName: Screen] = [:]
  /// The view before this one, for `-`.
  var lastView: [Screen]?
  var prompt: Prompt?
  var dialogs: [Dialog] = []
  /// The code of an MFA device that is being asked for; it lies over the dialogs.
  var codeDialog: CodeDialog?
  /// Ends of credentials that were warned of.
  var warnedEnds: Set<CredentialsEnd> = []
  /// What was told while the program ran.
  var toldNotices: Set<String> = []
  /// Contexts that opened late and were asked who is calling.
  var askedLatecomers: Set<Home> = []
  var awaitsSortLetter = false
  var messages = MessageLog()
  var history = CommandHistory()
  var tasks: [TaskID: TaskPurpose] = [:]
  var nextTask = 1
  var runs: [ChangeRun] = []
  var nextRun = 1
  /// Leaks being cut off, by number; one outlives its dialog until its keys are known to be off.
  var revocations: [Int: Revocation] = [:]
  var nextRevocation = 1
  /// Rotations on their way.
  var rotationRuns: [RotationRun] = []
  var nextRotationRun = 1
  /// Revoked keys that work again, by shown id: said until they are off.
  var revivals: [String: Revival] = [:]
  /// A time zone shown beside UTC.
  var zone: TimeZone?
  var isRefreshPaused = false
  /// What a person asked for again and has no answer to yet; nil while nothing is.
  var askedAgain: Set<TaskPurpose>?
  var lastRefresh: Date?
  var theme: String?
  var title = ""
  /// Rows of a table when the scroll was set last.
  var lastTableHeight = 0

  init(options: ConsoleOptions, now: Date) {
    self.options = options
    self.now = now
    size = options.size
    theme = options.theme
    let remapped = KeyTable.remapped(options.keys)
    table = remapped.table
    stack = [Screen(.keys)]
    if let name = options.view, let kind = ScreenKind.named(name) { stack = [Screen(kind)] }
    for sentence in options.notices + remapped.problems {
      messages.add(sentence, .warn, at: now)
    }
  }

  /// The screen shown.
  var screen: Screen {
    get { stack[stack.count - 1] }
    _modify { yield &stack[stack.count - 1] }
  }

  /// Stands for a region that is not known yet.
  static let unknownRegion = "–"

  /// Begins a piece of work. An earlier one for the same purpose is cancelled and its answers are
  /// stale from here on.
  mutating func begin(_ purpose: TaskPurpose, _ effects: inout [Effect]) -> TaskID {
    for (id, other) in tasks where other == purpose {
      tasks[id] = nil
      effects.append(.cancel(id))
    }
    let id = TaskID(number: nextTask)
    nextTask += 1
    tasks[id] = purpose
    return id
  }

  /// True while such work is under way.
  func isBusy(_ purpose: TaskPurpose) -> Bool { tasks.values.contains(purpose) }

  /// Adds a message to the log and the foot.
  mutating func say(
    _ text: String, _ tone: Message.Tone = .plain, isWhole: Bool = false,
    passing: Message.Passing? = nil
  ) {
    messages.add(text, tone, at: now, isWhole: isWhole, passing: passing)
  }

  /// Adds a message unless it was said not long ago.
  mutating func sayOnce(_ text: String, _ tone: Message.Tone, isWhole: Bool = false) {
    guard !messages.all.suffix(20).contains(where: { $0.text == text }) else { return }
    say(text, tone, isWhole: isWhole)
  }

  /// Tells of an error; one for want of a permission is read whole, with its action and ARN.
  mutating func say(_ error: GatewayError, failed: String? = nil, _ tone: Message.Tone) {
    say(told(error, failed: failed), tone, isWhole: error.denied != nil)
  }

  /// As ``say(_:failed:_:)``, of a change.
  mutating func sayOfChange(_ error: GatewayError, failed: String) {
    say(toldOfChange(error, failed: failed), .danger, isWhole: error.denied != nil)
  }
}
