import ArgumentParser

/// `tollgate audit …`.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Read the journal of changes, and check that it is whole.",
    subcommands: [AuditList.self, AuditVerify.self])
}
