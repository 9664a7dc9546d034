import AWSClient
import Foundation
import LocalStore

/// The journal of one context. The database is opened by the first change or question, never by a
/// read of the service: a list must not wait for a disk.
actor JournalBook {
  /// Keys that were revoked as leaked, as far as they were loaded.
  nonisolated let graveyard = Graveyard()

  private let folder: String?
  private let clock: ClientClock
  private let options: LocalStore.Options
  private var store: LocalStore?
  private var notice: String?

  init(folder: String?, clock: ClientClock, options: LocalStore.Options = LocalStore.Options()) {
    self.folder = folder
    self.clock = clock
    self.options = options
  }

  /// The open store; opened now when it is not.
  func opened() throws -> LocalStore {
    if let store { return store }
    guard let folder else {
      throw GatewayError(
        kind: .failed, code: "NoStateFolder",
        message: "There is no folder for the journal: neither XDG_STATE_HOME nor HOME is set.",
        advice: "Set one of them; until then nothing can be changed.")
    }
    let opened = try LocalStore.open(folder: folder, now: clock.date(), options: options)
    if let aside = opened.keptAside {
      notice = "The journal was damaged; it is kept at \(aside), and a new one was begun."
    }
    store = opened
    return opened
  }

  /// The store, if there is one; nothing is made.
  func openedIfThere() throws -> LocalStore? {
    if let store { return store }
    guard let folder, FileManager.default.fileExists(atPath: folder + "/tollgate.db") else {
      return nil
    }
    return try opened()
  }

  /// Something to tell a person about the store; told once.
  func takeNotice() -> String? {
    defer { notice = nil }
    return notice
  }

  /// Closes the store if it is open. An error at that point has no consequence: every row was
  /// synced when it was written.
  func close() {
    // See above.
    try? store?.close()
    store = nil
  }
}
