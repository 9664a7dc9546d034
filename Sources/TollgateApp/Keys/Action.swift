/// Everything that a key, or a name typed after `:`, can do.
enum Action: String, Hashable, Sendable, CaseIterable {
  case down, up, first, last, pageDown = "page-down", pageUp = "page-up"
  case halfDown = "half-down", halfUp = "half-up"
  case open, detail, back, lastView = "last-view"
  case keys, plans, usage, rotations, audit, contexts, messages
  case leak
  case filter, command, help, mark, markAll = "mark-all", sort, problems
  case disable, enable, new, rotate, edit, attach, detach, grant, delete, tags
  case suspend, resume
  case advance, extendOverlap = "extend", finishRotation = "finish", rollBack = "rollback"
  case reveal, copyID = "copy-id", copyValue = "copy-value", undo
  case refresh, pause, redraw, quit
  case shorter, longer, readLeft = "read-left", readRight = "read-right", expand, scale
}

/// The views by name.
enum ViewName: String, Hashable, Sendable, CaseIterable {
  case keys, plans, usage, key, plan, rotations, rotation, audit, entry, contexts, context, messages

  /// Views whose rows stand for a key.
  static let ofKeys: Set<ViewName> = [.keys, .usage, .key]
  /// Views with rows to move in.
  static let tables: Set<ViewName> = [
    .keys, .plans, .usage, .rotations, .audit, .contexts, .context, .messages,
  ]
  /// Views whose rows stand for a rotation.
  static let ofRotations: Set<ViewName> = [.rotations, .rotation]
}
