import LocalStore

/// A change that was checked against the rules and the server, ready to be written down and sent.
struct PreparedChange: Sendable {
  /// What a change left behind.
  struct Applied: Sendable {
    var subject: ChangeOutcome.Subject
    var after: Snapshot?
    var isReversible = false
    var value: KeyValue?
  }

  /// The kind, for the journal.
  var action: Action
  /// What will be done: `disable key acme-mobile`.
  var summary: String
  /// What was done: `disabled acme-mobile`.
  var past: String
  /// Ids as shown.
  var subjects: [String]
  /// The state before.
  var before: Snapshot?
  /// Why, in a person's words.
  var reason: String?
  /// The journal entry that it takes back.
  var undoes: Int64?
  /// The journal entry of the same change that a process left unfinished; this one goes on with it.
  var resumes: Int64?
  /// Keeps others from the same thing until it is done.
  var lock: StoreLock?
  /// Sends it.
  var apply: @Sendable (ChangeRun) async throws -> Applied
}

extension PreparedChange {
  /// Kinds of changes, as the journal names them.
  enum Action: String, Sendable {
    case createKey, updateKey, setEnabled, deleteKey, tagKey, untagKey
    case createPlan, updatePlan, deletePlan, attach, detach, grant
    case revealValue, revealAllValues, searchValues, importKeys, undo
    case revokeKey, quarantineKey, suspendPlan, resumePlan
    case rotateKey
  }
}
