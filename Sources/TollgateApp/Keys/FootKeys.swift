/// Which keys the foot names in each view, the most wanted first.
enum FootKeys {
  /// Two actions that the foot names together.
  static let pairs: [Action: (action: Action, title: String)] = [
    .shorter: (.longer, "range"), .readLeft: (.readRight, "read a day"),
    .attach: (.detach, "attach, detach"),
  ]

  static func actions(_ view: ViewName) -> [Action] {
    switch view {
    case .keys:
      [
        .open, .disable, .enable, .attach, .detach, .grant, .new, .edit, .tags, .filter, .sort,
        .mark, .undo, .help,
      ]
    case .plans: [.open, .detail, .new, .edit, .delete, .filter, .sort, .undo, .help]
    case .usage: [.open, .problems, .grant, .disable, .filter, .sort, .mark, .undo, .help]
    case .key:
      [
        .shorter, .longer, .disable, .enable, .grant, .readLeft, .readRight, .expand, .scale,
        .attach, .detach, .edit, .reveal, .back, .help,
      ]
    case .plan: [.open, .edit, .delete, .copyID, .back, .help]
    case .audit: [.filter, .sort, .refresh, .undo, .back, .help]
    case .contexts: [.refresh, .keys, .plans, .usage, .help]
    case .messages: [.filter, .back, .help]
    }
  }
}
