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

  /// How many steps there are.
  static var steps: Int { migrator.migrations.count }

  /// How many steps a database has taken. Throws `newer` for one of a later version.
  static func stepsDone(_ db: Database, path: String) throws -> Int {
    let migrator = migrator
    guard try !migrator.hasBeenSuperseded(db) else {
      throw StoreError(
        kind: .newer, path: path, reason: "it was written by a later version of tollgate")
    }
    return try migrator.completedMigrations(db).count
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 journal and plan updates") { db in
      try db.execute(sql: journal)
      try db.execute(sql: planUpdates)
    }
    migrator.registerMigration("2 leak index, tombstones, rotations, chain head") { db in
      try db.execute(sql: leakIndex)
      try db.execute(sql: tombstones)
      try db.execute(sql: rotations)
      try db.execute(sql: chainHead)
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

  /// Hashes of values under a random key that is not in this file; without value, ever.
  private static let leakIndex = """
    CREATE TABLE leak_index (
      profile TEXT NOT NULL,
      region TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      account TEXT NOT NULL,
      key_id TEXT NOT NULL,
      fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (profile, region, endpoint, key_id)
    ) WITHOUT ROWID;
    CREATE INDEX leak_index_fingerprint ON leak_index (fingerprint);
    CREATE TABLE leak_key (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      key_check BLOB NOT NULL
    );
    """

  private static let tombstones = """
    CREATE TABLE tombstones (
      profile TEXT NOT NULL,
      region TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      account TEXT NOT NULL,
      key_id TEXT NOT NULL,
      name TEXT NOT NULL,
      fingerprint BLOB CHECK (fingerprint IS NULL OR length(fingerprint) = 32),
      revoked_at INTEGER NOT NULL,
      lifted_at INTEGER,
      PRIMARY KEY (profile, region, endpoint, key_id)
    ) WITHOUT ROWID;
    """

  /// Where each rotation stands; how it came there is in the journal.
  private static let rotations = """
    CREATE TABLE rotations (
      id TEXT PRIMARY KEY,
      profile TEXT NOT NULL,
      region TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      account TEXT NOT NULL,
      old_key TEXT NOT NULL,
      new_key TEXT,
      state TEXT NOT NULL,
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      body TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX rotations_one_open ON rotations (profile, region, endpoint, old_key)
      WHERE is_open = 1;
    """

  private static let chainHead = """
    CREATE TABLE chain_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL
    );
    INSERT INTO chain_head (id, seq, hash)
      SELECT 1, seq, hash FROM journal ORDER BY seq DESC LIMIT 1;
    """
}
