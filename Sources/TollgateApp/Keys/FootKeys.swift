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
        .open, .leak, .disable, .enable, .rotate, .grant, .attach, .detach, .new, .edit, .tags,
        .filter, .sort, .mark, .undo, .help,
      ]
    case .plans:
      [
        .open, .detail, .new, .edit, .delete, .suspend, .resume, .leak, .filter, .sort,
        .undo, .help,
      ]
    case .usage: [.open, .problems, .grant, .disable, .leak, .filter, .sort, .mark, .undo, .help]
    case .key:
      [
        .shorter, .longer, .disable, .enable, .rotate, .grant, .readLeft, .readRight, .expand,
        .scale,
        .attach, .detach, .edit, .reveal, .back, .help,
      ]
    case .plan: [.open, .edit, .delete, .suspend, .resume, .copyID, .back, .help]
    case .rotations:
      [.open, .advance, .extendOverlap, .finishRotation, .rollBack, .leak, .filter, .sort, .help]
    case .rotation: [.advance, .extendOverlap, .finishRotation, .rollBack, .back, .help]
    case .audit: [.open, .filter, .sort, .refresh, .undo, .leak, .back, .help]
    case .entry: [.back, .undo, .help]
    case .contexts: [.open, .detail, .refresh, .keys, .plans, .usage, .leak, .help]
    case .context: [.refresh, .back, .leak, .help]
    case .messages: [.filter, .leak, .back, .help]
    }
  }
}
