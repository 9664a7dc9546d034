import Canvas
import Foundation
import GatewayKit

/// What lies over a screen; the topmost has the keys.
enum Dialog: Equatable, Sendable {
  case confirm(ConfirmDialog)
  case form(FormDialog)
  case choose(ChooseDialog)
  case reveal(RevealDialog)
  case bulk(BulkDialog)
  case preview(PreviewDialog)
  case help(HelpDialog)
  case leak(LeakDialog)
  case rotationRun(RotationRunDialog)
  case quit
}

/// Asks before a change is sent. Enter does nothing here, whoever presses it.
struct ConfirmDialog: Equatable, Sendable {
  /// What happens on `y` or on the last letter typed.
  enum Purpose: Equatable, Sendable {
    case changes([Change])
    case undo(UndoCandidate)
    case copyValue(KeyID)
    /// Rotations to be begun or moved on, and the heading of their run.
    case rotations([RotationCommand], title: String)
  }

  var title: String
  var purpose: Purpose
  /// The changes that the service's rules are asked about.
  var asked: [Change] = []
  /// What will be different.
  var lines: [Difference]
  /// Sentences besides.
  var notes: [String] = []
  /// What is asked; nil until the service's rules have answered.
  var needs: Confirmation?
  var typed = FieldText()
  /// Why what was done last did nothing.
  var hint: String?
  /// True when it was opened by a form that lies below and must not be lost.
  var isFromForm = false

  var changes: [Change] {
    if case .changes(let changes) = purpose { changes } else { [] }
  }

  /// True when there are requests to show.
  var hasPreview: Bool {
    switch purpose {
    case .changes(let changes): !changes.isEmpty
    case .undo, .rotations: true
    case .copyValue: false
    }
  }

  /// How many things are counted where a number must be typed.
  var count: Int {
    switch purpose {
    case .changes(let changes): changes.count
    case .rotations(let commands, _): commands.count
    case .undo, .copyValue: 1
    }
  }
}

/// A key's value for ten seconds.
struct RevealDialog: Equatable, Sendable {
  var key: KeyID
  var label: String
  /// The value, dropped when the dialog closes.
  var value: KeyValue?
  /// When it closes; nil until the value is there.
  var until: Date?
  var error: GatewayError?

  /// How long a value is shown.
  static let seconds = 10.0
}

/// How a run of several changes goes: a line each.
struct BulkDialog: Equatable, Sendable {
  var run: Int
  var top = 0
}

/// The requests that would be sent, and the command lines that do the same.
struct PreviewDialog: Equatable, Sendable {
  /// What to do elsewhere.
  struct Extra: Equatable, Sendable {
    var heading: String
    var lines: [String]
  }

  var changes: [Change]
  /// The command line that does the same; nil for the one that the changes tell.
  var command: String?
  /// What to do elsewhere besides.
  var extras: [Extra] = []
  var lines: [PlannedLine]?
  var error: GatewayError?
  var top = 0
}

/// The keys that work here, searchable.
struct HelpDialog: Equatable, Sendable {
  var filter = FieldText()
  var top = 0
}

/// Chooses one of several plans.
struct ChooseDialog: Equatable, Sendable {
  /// What becomes of the plan chosen.
  enum Purpose: Equatable, Sendable {
    case attach([APIKey])
    case detach([APIKey])
    case grant(APIKey)
  }

  /// A plan that may be chosen.
  struct Choice: Equatable, Sendable {
    var plan: PlanID
    var label: String
    var note: String
    /// Why it cannot be chosen.
    var conflict: String?
  }

  var purpose: Purpose
  var title: String
  var choices: [Choice]
  var filter = FieldText()
  var cursor = 0
  var hint: String?

  /// Those that the text typed leaves.
  var shown: [Choice] {
    let needle = filter.text.lowercased()
    guard !needle.isEmpty else { return choices }
    return choices.filter { $0.label.lowercased().contains(needle) }
  }
}
