import AWSClient
@testable import GatewayKit
import LocalStore
import Testing

/// What the doctor says of files.
@Suite struct DoctorFileTests {
  static func store(
    _ place: StoreFacts.Place = .there(mode: 0o700, isWritable: true), canMake: Bool = true,
    free: Int64? = 5_000_000_000, database: StoreFacts.Place = .missing,
    health: StoreFacts.Health? = nil, log: StoreFacts.Place = .missing
  ) -> StoreFacts {
    StoreFacts(
      folder: "/s", folderPlace: place, canMakeFolder: canMake, freeBytes: free,
      database: database, health: health, log: log)
  }

  static func lines(_ store: StoreFacts) -> [DoctorLine] {
    FileFacts(config: "/c/config.yaml", store: store).lines
  }

  static let file = StoreFacts.Place.there(mode: 0o600, isWritable: true)

  @Test func aNewUserHasNothingYet() {
    let facts = FileFacts(
      config: "/c/config.yaml", shared: [.init(path: "~/.aws/config")],
      store: Self.store(.missing))
    #expect(
      facts.lines.told == [
        "ok config.yaml: /c/config.yaml is not there; the defaults are used",
        "ok AWS config: ~/.aws/config is not there",
        "ok state folder: /s is not there yet; the first change makes it",
        "ok disk: 5000 MB free",
        "ok log: none; the console writes one with --debug",
      ])
  }

  @Test func withoutAHomeNothingCanBeChanged() {
    #expect(
      FileFacts(config: nil).lines.told == [
        "warning config.yaml: there is no place for it: neither XDG_CONFIG_HOME nor HOME is set → "
          + "Set HOME; until then the defaults are used",
        "failed state folder: there is none: neither XDG_STATE_HOME nor HOME is set, and what "
          + "cannot be written down is not done → Set HOME, or XDG_STATE_HOME to a folder of yours",
      ])
  }

  @Test func problemsOfSettingsNameTheirLine() {
    let facts = FileFacts(
      config: "/c/config.yaml", isConfigThere: true,
      problems: [
        .init(file: "/c/config.yaml", line: 3, reason: "unknown setting colour; it is passed over"),
        .init(file: "/c/config.yaml", line: nil, reason: "it is no YAML"),
      ], store: Self.store())
    #expect(
      facts.lines.prefix(2).map(\.self).told == [
        "failed config.yaml: /c/config.yaml, line 3: unknown setting colour; it is passed over → "
          + "Correct line 3 of /c/config.yaml",
        "failed config.yaml: /c/config.yaml: it is no YAML → Correct /c/config.yaml",
      ])
    #expect(facts.lines[0].data == ["line": .integer(3)])
    let well = FileFacts(config: "/c/config.yaml", isConfigThere: true, store: Self.store())
    #expect(well.lines.told("config.yaml") == "ok config.yaml: /c/config.yaml")
  }

  @Test func secretsThatOthersReadAreAFailure() {
    let facts = FileFacts(
      config: "/c",
      shared: [
        .init(path: "~/.aws/config", mode: 0o644, profiles: 3),
        .init(path: "~/.aws/credentials", mode: 0o640, profiles: 1, holdsSecrets: true),
      ], store: Self.store())
    #expect(
      facts.lines[1...2].map(\.self).told == [
        "ok AWS config: ~/.aws/config, 3 profiles, mode 0644",
        "failed credentials: ~/.aws/credentials can be read by others on this machine (mode 0640) → "
          + "Run: chmod 600 ~/.aws/credentials",
      ])
    let other = FileFacts(
      config: "/c",
      shared: [
        .init(path: "~/.aws/config", mode: 0o644, profiles: 1, holdsSecrets: true),
        .init(path: "~/.aws/credentials", mode: 0o600, problem: "Line 2 of it cannot be read."),
      ], store: Self.store())
    #expect(
      other.lines[1...2].map(\.self).told == [
        "failed AWS config: ~/.aws/config can be read by others on this machine (mode 0644) → Run: "
          + "chmod 600 ~/.aws/config",
        "failed credentials: Line 2 of it cannot be read → Correct it; the AWS CLI reads it the "
          + "same way",
      ])
  }

  @Test func theStateFolderIsJudged() {
    let elsewhere = "or set XDG_STATE_HOME to a folder of yours"
    let cases: [(StoreFacts, String)] = [
      (Self.store(), "ok state folder: /s, mode 0700"),
      (
        Self.store(.missing, canMake: false),
        "failed state folder: /s is not there and cannot be made: nothing can be changed → Make it "
          + "and give it to this user, \(elsewhere)"
      ),
      (
        Self.store(.otherwise),
        "failed state folder: /s is no folder: nothing can be changed → Move it away, \(elsewhere)"
      ),
      (
        Self.store(.there(mode: 0o555, isWritable: false)),
        "failed state folder: /s cannot be written (mode 0555): nothing can be changed → Run: chmod "
          + "700 /s, \(elsewhere)"
      ),
      (
        Self.store(.there(mode: 0o755, isWritable: true)),
        "warning state folder: /s is open to others on this machine (mode 0755) → Run: chmod 700 /s"
      ),
    ]
    for (store, expected) in cases {
      #expect(Self.lines(store).told("state folder") == expected)
    }
  }

  @Test func roomOnTheDiskIsJudged() {
    #expect(Self.lines(Self.store(free: 73_000_000_000)).told("disk") == "ok disk: 73 GB free")
    #expect(
      Self.lines(Self.store(free: 50_000_000)).told("disk")
        == "warning disk: 50 MB free → Make room on the disk that holds /s")
    #expect(
      Self.lines(Self.store(free: 4096)).told("disk")
        == "failed disk: 0 MB free: changes cannot be written down → Make room on the disk that "
        + "holds /s")
    #expect(
      Self.lines(Self.store(free: nil)).told("disk")
        == "unknown disk: the system does not say how much room is left")
  }

  @Test func aSoundDatabaseTellsItsJournal() {
    let report = ChainReport(rows: 6, head: "", unfinished: [2, 5])
    let lines = Self.lines(
      Self.store(
        database: Self.file, health: .sound(report),
        log: .there(mode: 0o644, isWritable: true)))
    #expect(
      lines.suffix(5).map(\.self).told == [
        "ok database mode: 0600",
        "ok database: /s/tollgate.db, sound, step 2 of the schema",
        "ok journal: 6 rows, each follows from the one before",
        "warning unfinished: nobody knows how these entries of the journal ended: 2, 5 → See them "
          + "with tollgate audit list, and look whether they were done",
        "warning log: /s/tollgate.log is open to others on this machine (mode 0644) → Run: chmod "
          + "600 /s/tollgate.log",
      ])
    let broken = ChainReport(rows: 6, brokenAt: 4, reason: "row 4 is missing", head: "")
    #expect(
      Self.lines(Self.store(database: Self.file, health: .sound(broken))).told("journal")
        == "failed journal: its chain is broken: row 4 is missing → Somebody or something else "
        + "wrote to it. Compare it with a copy of /s/tollgate.db from before")
  }

  @Test func aDatabaseInTroubleIsNotTouched() {
    func told(_ health: StoreFacts.Health) -> String? {
      Self.lines(Self.store(database: Self.file, health: health)).told("database")
    }
    func error(_ kind: StoreError.Kind) -> StoreFacts.Health {
      .broken(StoreError(kind: kind, path: "/s/tollgate.db", reason: "why"))
    }
    #expect(
      told(error(.damaged))
        == "failed database: /s/tollgate.db is damaged: why → Copy it, or put a copy from before in "
        + "its place. Otherwise the next change renames it to tollgate.db.damaged-… and begins a "
        + "new one, without the old history")
    #expect(
      told(error(.newer))
        == "failed database: /s/tollgate.db was written by a later version of tollgate → Use that "
        + "version, or set XDG_STATE_HOME to another folder")
    #expect(
      told(error(.busy))
        == "unknown database: /s/tollgate.db was not looked into: another tollgate is writing")
    #expect(
      told(error(.notWritable))
        == "failed database: /s/tollgate.db cannot be read: why → Run: chmod 600 /s/tollgate.db")
    #expect(
      told(.unknown("it is still empty"))
        == "unknown database: /s/tollgate.db was not looked into: it is still empty")
    #expect(
      Self.lines(Self.store(database: .there(mode: 0o644, isWritable: true))).told("database mode")
        == "warning database mode: /s/tollgate.db is open to others on this machine (mode 0644) → "
        + "Run: chmod 600 /s/tollgate.db")
    #expect(
      Self.lines(Self.store(database: .there(mode: 0o400, isWritable: false)))
        .told("database mode")
        == "failed database mode: /s/tollgate.db cannot be written (mode 0400): nothing can be "
        + "changed → Run: chmod 600 /s/tollgate.db")
  }
}
