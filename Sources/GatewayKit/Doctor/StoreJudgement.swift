import LocalStore

/// What to say of the state folder.
struct StoreJudgement {
  let facts: StoreFacts

  /// Bytes below which a disk is told as nearly full, and as full.
  private static let scarce: (warning: Int64, failed: Int64) = (100 << 20, 4 << 20)

  func tell(_ page: inout DoctorPage) {
    folder(&page)
    room(&page)
    database(&page)
    log(&page)
  }

  private func folder(_ page: inout DoctorPage) {
    let path = facts.folder
    let elsewhere = "set XDG_STATE_HOME to a folder of yours"
    switch facts.folderPlace {
    case .missing where facts.canMakeFolder:
      page.ok("state folder", "\(path) is not there yet; the first change makes it")
    case .missing:
      page.fail(
        "state folder", "\(path) is not there and cannot be made: nothing can be changed",
        cure: "Make it and give it to this user, or \(elsewhere)")
    case .otherwise:
      page.fail(
        "state folder", "\(path) is no folder: nothing can be changed",
        cure: "Move it away, or \(elsewhere)")
    case .there(let mode, false):
      page.fail(
        "state folder",
        "\(path) cannot be written (mode \(FileMode.text(mode))): nothing can be changed",
        cure: "Run: chmod 700 \(path), or \(elsewhere)", data: data(mode))
    case .there(let mode, true) where mode & 0o077 != 0:
      page.warn(
        "state folder", "\(path) is open to others on this machine (mode \(FileMode.text(mode)))",
        cure: "Run: chmod 700 \(path)", data: data(mode))
    case .there(let mode, true):
      page.ok("state folder", "\(path), mode \(FileMode.text(mode))", data: data(mode))
    }
  }

  private func room(_ page: inout DoctorPage) {
    guard let free = facts.freeBytes else {
      page.leaveOpen("disk", "the system does not say how much room is left")
      return
    }
    let words = "\(Self.size(free)) free"
    let data: [String: DoctorLine.Datum] = ["freeBytes": .integer(Int(free))]
    let cure = "Make room on the disk that holds \(facts.folder)"
    if free < Self.scarce.failed {
      page.fail("disk", words + ": changes cannot be written down", cure: cure, data: data)
    } else if free < Self.scarce.warning {
      page.warn("disk", words, cure: cure, data: data)
    } else {
      page.ok("disk", words, data: data)
    }
  }

  private func database(_ page: inout DoctorPage) {
    let path = facts.folder + "/tollgate.db"
    guard case .there = facts.folderPlace else { return }
    switch facts.database {
    case .missing:
      page.ok("database", "\(path) is not there yet; the first change makes it")
    case .otherwise: break
    case .there(let mode, let isWritable):
      if !isWritable {
        page.fail(
          "database mode",
          "\(path) cannot be written (mode \(FileMode.text(mode))): nothing can be changed",
          cure: "Run: chmod 600 \(path)", data: data(mode))
      } else if mode & 0o077 != 0 {
        page.warn(
          "database mode",
          "\(path) is open to others on this machine (mode \(FileMode.text(mode)))",
          cure: "Run: chmod 600 \(path)", data: data(mode))
      } else {
        page.ok("database mode", FileMode.text(mode), data: data(mode))
      }
    }
    guard let health = facts.health else { return }
    self.health(health, path, &page)
  }

  private func health(_ health: StoreFacts.Health, _ path: String, _ page: inout DoctorPage) {
    switch health {
    case .unknown(let why):
      page.leaveOpen("database", "\(path) was not looked into: \(why)")
    case .broken(let error): broken(error, path, &page)
    case .sound(let report):
      page.ok(
        "database", "\(path), sound, step \(StoreFacts.knownSteps) of the schema",
        data: ["schema": .integer(StoreFacts.knownSteps)])
      journal(report, path, &page)
    }
  }

  private func broken(_ error: StoreError, _ path: String, _ page: inout DoctorPage) {
    switch error.kind {
    case .damaged:
      page.fail(
        "database", "\(path) is damaged: \(error.reason)",
        cure: "Copy it, or put a copy from before in its place. Otherwise the next change renames "
          + "it to tollgate.db.damaged-… and begins a new one, without the old history")
    case .newer:
      page.fail(
        "database", "\(path) was written by a later version of tollgate",
        cure: "Use that version, or set XDG_STATE_HOME to another folder")
    case .busy:
      page.leaveOpen("database", "\(path) was not looked into: another tollgate is writing")
    default:
      page.fail(
        "database", "\(path) cannot be read: \(error.reason)", cure: "Run: chmod 600 \(path)")
    }
  }

  private func journal(_ report: ChainReport, _ path: String, _ page: inout DoctorPage) {
    let data: [String: DoctorLine.Datum] = ["rows": .integer(report.rows)]
    let rows = report.rows == 1 ? "1 row" : "\(report.rows) rows"
    if let reason = report.reason {
      page.fail(
        "journal", "its chain is broken: \(reason)",
        cure:
          "Somebody or something else wrote to it. Compare it with a copy of \(path) from before",
        data: data)
    } else {
      page.ok("journal", "\(rows), each follows from the one before", data: data)
    }
    guard !report.unfinished.isEmpty else { return }
    let entries = report.unfinished.map(String.init).joined(separator: ", ")
    page.warn(
      "unfinished", "nobody knows how these entries of the journal ended: \(entries)",
      cure: "See them with tollgate audit list, and look whether they were done")
  }

  private func log(_ page: inout DoctorPage) {
    let path = facts.folder + "/tollgate.log"
    guard case .there(let mode, _) = facts.log else {
      page.ok("log", "none; the console writes one with --debug")
      return
    }
    if mode & 0o077 != 0 {
      page.warn(
        "log", "\(path) is open to others on this machine (mode \(FileMode.text(mode)))",
        cure: "Run: chmod 600 \(path)", data: data(mode))
    } else {
      page.ok("log", "\(path), mode \(FileMode.text(mode))", data: data(mode))
    }
  }

  private func data(_ mode: UInt32) -> [String: DoctorLine.Datum] {
    ["mode": .text(FileMode.text(mode))]
  }

  /// `12 GB`, `310 MB`.
  private static func size(_ bytes: Int64) -> String {
    let mega = bytes / 1_000_000
    return mega < 10_000 ? "\(mega) MB" : "\(mega / 1000) GB"
  }
}
