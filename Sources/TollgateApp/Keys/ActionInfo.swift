/// What people are told of an action, and where it works.
struct ActionInfo: Sendable {
  var action: Action
  /// Keys by default, as the config writes them.
  var keys: [String]
  /// A word or two for the foot.
  var title: String
  /// A sentence for help and README.
  var sentence: String
  /// Where it works; nil is everywhere.
  var views: Set<ViewName>?
  /// True when it changes something at the service.
  var changes: Bool

  init(
    _ action: Action, _ keys: String, _ title: String, _ sentence: String,
    in views: Set<ViewName>? = nil, changes: Bool = false
  ) {
    self.action = action
    self.keys = keys.split(separator: " ").map(String.init)
    self.title = title
    self.sentence = sentence
    self.views = views
    self.changes = changes
  }

  /// All actions, in the order of help.
  static let all: [ActionInfo] = moving + looking + viewing + changing + chart + program

  /// One action's information.
  static func of(_ action: Action) -> ActionInfo {
    table[action] ?? ActionInfo(action, "", action.rawValue, action.rawValue)
  }

  private static let table = Dictionary(
    all.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })

  /// Views that are no tables and still move.
  private static let texts: Set<ViewName> = [.key, .plan, .entry]

  private static let moving = [
    ActionInfo(.down, "j down", "down", "Move down.", in: ViewName.tables.union(texts)),
    ActionInfo(.up, "k up", "up", "Move up.", in: ViewName.tables.union(texts)),
    ActionInfo(.first, "g home", "first", "Go to the first row.", in: ViewName.tables),
    ActionInfo(.last, "G end", "last", "Go to the last row.", in: ViewName.tables),
    ActionInfo(.pageDown, "pagedown", "page down", "Move a page down.", in: ViewName.tables),
    ActionInfo(.pageUp, "pageup", "page up", "Move a page up.", in: ViewName.tables),
    ActionInfo(.halfDown, "ctrl-d", "half down", "Move half a page down.", in: ViewName.tables),
    ActionInfo(.halfUp, "ctrl-u", "half up", "Move half a page up.", in: ViewName.tables),
  ]

  private static let looking = [
    ActionInfo(
      .open, "enter", "open",
      "Open the row: a plan's or a context's keys, a key with its chart, a rotation, a journal entry.",
      in: [.keys, .plans, .usage, .plan, .rotations, .audit, .contexts]),
    ActionInfo(
      .detail, "p", "detail", "Show a plan's, a key's or a context's detail.",
      in: [.keys, .plans, .usage, .contexts]),
    ActionInfo(.back, "esc", "back", "Go back to the exact earlier state, or clear the filter."),
    ActionInfo(.lastView, "-", "last view", "Go to the view before this one."),
    ActionInfo(
      .filter, "/", "filter",
      "Filter as you type: text, !text, ~fuzzy, column:text, used>80%.", in: ViewName.tables),
    ActionInfo(
      .problems, "!", "problems", "Show only rows with a problem.", in: [.keys, .plans, .usage]),
    ActionInfo(
      .mark, "space", "mark", "Mark the row, or take the mark away.", in: [.keys, .usage]),
    ActionInfo(.markAll, "*", "mark all", "Mark all rows shown, or none.", in: [.keys, .usage]),
    ActionInfo(
      .sort, "s", "sort", "Sort: then a column's letter, again to reverse.",
      in: [.keys, .plans, .usage, .rotations, .audit]),
  ]

  private static let viewing = [
    ActionInfo(.keys, "1", "keys", "Show the keys."),
    ActionInfo(.plans, "2", "plans", "Show the usage plans."),
    ActionInfo(.usage, "3", "usage", "Show the usage board: worst first."),
    ActionInfo(
      .rotations, "5", "rotations", "Show keys being replaced, and what each waits for."),
    ActionInfo(.audit, "6", "audit", "Show what was changed from here: the journal."),
    ActionInfo(.contexts, "8", "contexts", "Show who is calling, and where."),
    ActionInfo(.messages, "", "messages", "Show the last 200 messages."),
  ]

  private static let changing = [
    ActionInfo(
      .leak, "L", "leak",
      "From anywhere: paste leaked text, enter searches, d then y disables the key that matched."),
    ActionInfo(
      .disable, "d", "disable", "Disable the key or the marked keys.", in: ViewName.ofKeys,
      changes: true),
    ActionInfo(
      .enable, "e", "enable", "Enable the key or the marked keys.", in: ViewName.ofKeys,
      changes: true),
    ActionInfo(
      .new, "n", "new", "Make a key; in the plans view, a plan.", in: [.keys, .plans],
      changes: true),
    ActionInfo(
      .rotate, "r", "rotate",
      "Replace the key or the marked keys by new ones, with an overlap in which both work.",
      in: ViewName.ofKeys, changes: true),
    ActionInfo(
      .edit, "E", "edit", "Edit the key or the plan.", in: [.keys, .usage, .key, .plans, .plan],
      changes: true),
    ActionInfo(
      .attach, "a", "attach", "Attach the key or the marked keys to a plan.", in: ViewName.ofKeys,
      changes: true),
    ActionInfo(
      .detach, "A", "detach", "Detach the key or the marked keys from a plan.",
      in: ViewName.ofKeys, changes: true),
    ActionInfo(
      .grant, "u", "grant", "Grant quota: add to what is left of this period, or set it.",
      in: ViewName.ofKeys, changes: true),
    ActionInfo(
      .delete, "x", "delete", "Delete the keys or the plan.",
      in: [.keys, .usage, .key, .plans, .plan], changes: true),
    ActionInfo(
      .suspend, "S", "suspend", "Cut every key of the plan off: its stages are taken away at once.",
      in: [.plans, .plan], changes: true),
    ActionInfo(
      .resume, "R", "resume", "Put a suspended plan's stages back as they were.",
      in: [.plans, .plan], changes: true),
    ActionInfo(
      .tags, "t", "tags", "Add, change or remove tags of the key or the marked keys.",
      in: ViewName.ofKeys, changes: true),
    ActionInfo(
      .advance, "a", "advance", "Do every step of all rotations that is due.",
      in: ViewName.ofRotations, changes: true),
    ActionInfo(
      .extendOverlap, "+", "extend", "Let the overlap of both keys last longer.",
      in: ViewName.ofRotations, changes: true),
    ActionInfo(
      .finishRotation, "F", "finish",
      "Retire the old key now; with a reason also when the new one was not seen yet.",
      in: ViewName.ofRotations, changes: true),
    ActionInfo(
      .rollBack, "B", "roll back", "Take the new key back, as long as nobody used it.",
      in: ViewName.ofRotations, changes: true),
    ActionInfo(
      .reveal, "v", "reveal", "Show the key's value for 10 seconds; the journal records it.",
      in: ViewName.ofKeys),
    ActionInfo(
      .copyID, "c", "copy id", "Copy the id.", in: [.keys, .usage, .key, .plans, .plan]),
    ActionInfo(
      .copyValue, "C", "copy value", "Copy the key's value after asking; the journal records it.",
      in: ViewName.ofKeys),
    ActionInfo(
      .undo, "z", "undo", "Undo the last reversible change, if nothing else changed it since.",
      changes: true),
  ]

  private static let chart = [
    ActionInfo(.shorter, ",", "shorter", "Show a shorter range: 90, 30, 7 days.", in: [.key]),
    ActionInfo(.longer, ".", "longer", "Show a longer range: 7, 30, 90 days.", in: [.key]),
    ActionInfo(.readLeft, "left", "earlier day", "Read the day before.", in: [.key]),
    ActionInfo(.readRight, "right", "later day", "Read the day after.", in: [.key]),
    ActionInfo(
      .scale, "y", "scale", "Scale the chart to the daily use, or to the quota.", in: [.key]),
    ActionInfo(
      .expand, "o", "expand", "Give the chart the whole screen, or give it back.", in: [.key]),
  ]

  private static let program = [
    ActionInfo(.command, ":", "command", "Type a command; tab completes, arrows recall."),
    ActionInfo(.help, "?", "all keys", "Show the keys that work here; type to search."),
    ActionInfo(
      .refresh, "ctrl-r", "refresh", "Ask again for what is shown, and for what was not allowed."),
    ActionInfo(.pause, "f", "pause", "Stop refreshing by itself, or go on."),
    ActionInfo(.redraw, "ctrl-l", "redraw", "Draw the screen again."),
    ActionInfo(.quit, "q ctrl-c", "quit", "Quit; asks while a change runs."),
  ]
}
