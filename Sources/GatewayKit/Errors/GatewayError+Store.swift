package import LocalStore

extension GatewayError {
  /// An error of the journal as a person is told it. Nothing was sent, since what cannot be written
  /// down is not done.
  package init(_ error: StoreError) {
    let code: String
    let message: String
    let advice: String
    switch error.kind {
    case .folder, .notWritable:
      code = "JournalNotWritable"
      message = "The journal cannot be written at \(error.path): \(Self.clause(error.reason))."
      advice =
        "Make the folder writable, or set XDG_STATE_HOME to one that is; until then nothing "
        + "can be changed."
    case .full:
      code = "DiskFull"
      message = "The journal cannot be written at \(error.path): the disk is full."
      advice = "Make room; until then nothing can be changed."
    case .busy:
      code = "JournalBusy"
      message = "Another tollgate has held the journal at \(error.path) for too long."
      advice = "Try again, or end the other one."
    case .damaged:
      code = "JournalDamaged"
      message = "The journal at \(error.path) is damaged: \(Self.clause(error.reason))."
      advice = "Start again: the file is then kept aside and a new one begun."
    case .newer:
      code = "JournalNewer"
      message = "The journal at \(error.path) was written by a later version of tollgate."
      advice = "Use that version, or set XDG_STATE_HOME to another folder."
    case .state:
      code = "JournalState"
      message = "The journal does not allow that: \(Self.clause(error.reason))."
      advice = "Look at what is there now and try again."
    case .other:
      code = "Journal"
      message = "The journal at \(error.path) failed: \(Self.clause(error.reason))."
      advice = "Check the disk; until this is mended nothing can be changed."
    }
    let kind: Kind = error.kind == .busy ? .temporary : .failed
    self.init(kind: kind, code: code, message: message, advice: advice)
  }
}
