import GRDB

/// The tables, made step by step; a step is never changed once it was released.
enum Schema {
  static func migrate(_ database: DatabaseQueue, path: String) throws {
    let migrator = migrator
    let isNewer = try database.read { try migrator.hasBeenSuperseded($0) }
    guard !isNewer else {
      throw StoreError(
        kind: .newer, path: path, reason: "it was written by a later version of tollgate")
    }
    guard try database.read({ try !migrator.hasCompletedMigrations($0) }) else { return }
    try migrator.migrate(database)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 journal and plan updates") { db in
      try db.execute(sql: journal)
      try db.execute(sql: planUpdates)
    }
    return migrator
  }

  /// Rows are only ever added: a change has a row `started` and a row for each later outcome, all
  /// with the same `entry`, and each row's hash covers the one before it.
  private static let journal = """
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      profile TEXT NOT NULL,
      region TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      account TEXT NOT NULL,
      action TEXT NOT NULL,
      summary TEXT NOT NULL,
      subjects TEXT NOT NULL,
      before TEXT,
      after TEXT,
      reason TEXT,
      request_ids TEXT NOT NULL,
      outcome TEXT NOT NULL
        CHECK (outcome IN ('started', 'done', 'failed', 'unknown', 'undone')),
      reversible INTEGER NOT NULL,
      undoes INTEGER,
      error TEXT,
      hash BLOB NOT NULL
    );
    CREATE INDEX journal_entry ON journal (entry, seq);
    CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
    CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
    """

  private static let planUpdates = """
    CREATE TABLE plan_updates (
      scope TEXT PRIMARY KEY,
      at INTEGER NOT NULL
    ) WITHOUT ROWID;
    """
}
