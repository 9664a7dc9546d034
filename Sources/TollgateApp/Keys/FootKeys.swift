/// Which keys the foot names in each view, the most wanted first.
enum FootKeys {
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
        .shorter, .longer, .readLeft, .expand, .disable, .enable, .grant, .attach, .detach,
        .edit, .reveal, .back, .help,
      ]
    case .plan: [.open, .edit, .delete, .copyID, .back, .help]
    case .audit: [.filter, .sort, .refresh, .undo, .back, .help]
    case .contexts: [.refresh, .keys, .plans, .usage, .help]
    case .messages: [.filter, .back, .help]
    }
  }
}
