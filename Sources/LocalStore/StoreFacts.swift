/// What a look at the state folder found; nothing was made, mended or moved.
package struct StoreFacts: Hashable, Sendable {
  /// What is at a path.
  package enum Place: Hashable, Sendable {
    /// Nothing.
    case missing
    /// Something else than what belongs there.
    case otherwise
    /// What belongs there, its permission bits, and whether this user may write it.
    case there(mode: UInt32, isWritable: Bool)
  }

  /// How the database's file is.
  package enum Health: Hashable, Sendable {
    /// It was not looked into, and why, as a clause.
    case unknown(String)
    /// It cannot be used, and why.
    case broken(StoreError)
    /// SQLite found nothing wrong; how far the journal's chain holds.
    case sound(ChainReport)
  }

  /// The folder.
  package var folder: String
  /// What is there.
  package var folderPlace: Place
  /// Whether a missing folder could be made.
  package var canMakeFolder: Bool
  /// Bytes that this user has left on the disk; nil when the system does not say.
  package var freeBytes: Int64?
  /// The database's file.
  package var database: Place
  /// How it is; nil without a database.
  package var health: Health?
  /// How many steps of the schema were taken; nil when that is not known.
  package var schemaDone: Int?
  /// The log's file.
  package var log: Place

  /// How many steps of the schema this program knows.
  package static var knownSteps: Int { Schema.steps }

  /// Makes facts.
  package init(
    folder: String, folderPlace: Place, canMakeFolder: Bool = true, freeBytes: Int64? = nil,
    database: Place = .missing, health: Health? = nil, schemaDone: Int? = nil, log: Place = .missing
  ) {
    self.folder = folder
    self.folderPlace = folderPlace
    self.canMakeFolder = canMakeFolder
    self.freeBytes = freeBytes
    self.database = database
    self.health = health
    self.schemaDone = schemaDone
    self.log = log
  }
}
