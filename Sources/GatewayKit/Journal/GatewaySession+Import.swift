import AWSClient
import SigV4

extension GatewaySession {
  /// Imports keys from a file in AWS's columns, or tells what importing would do.
  func importKeys(
    _ csv: KeyValue, isPreview: Bool, goOn: Bool
  ) async throws -> ImportOutcome {
    let file: KeyImportFile
    do throws(CSVDocument.Fault) {
      file = try KeyImportFile(csv)
    } catch {
      throw Self.broken([error])
    }
    let faults = try await file.faults + unknownPlans(file.lines)
    let broken = Set(faults.map(\.line))
    let lines = file.lines.filter { !broken.contains($0.number) }
    guard faults.isEmpty || goOn else { throw Self.broken(faults.sorted { $0.line < $1.line }) }
    var warnings = faults.sorted { $0.line < $1.line }.map(\.description)
    if !file.ignoredColumns.isEmpty {
      warnings.append("passed over: \(file.ignoredColumns.joined(separator: ", "))")
    }
    let skipped = broken.map { ImportOutcome.Line(line: $0, name: "", action: "skip") }
    let present = try await existing(lines)
    if isPreview {
      let told = lines.map { line in
        ImportOutcome.Line(
          line: line.number, name: line.name,
          action: present.contains(line.number) ? "overwrite" : "create")
      }
      return ImportOutcome(
        ids: [], warnings: warnings, lines: (told + skipped).sorted { $0.line < $1.line })
    }
    try refuseIfReadOnly("import \(lines.count) keys")
    guard !lines.isEmpty else {
      return ImportOutcome(
        ids: [], warnings: warnings, lines: skipped.sorted { $0.line < $1.line })
    }
    let record = try await journalled(
      .importKeys, summary: "import \(lines.count) keys", subjects: []
    ) { log in
      let answer = try await api.importAPIKeys(
        csv: file.csv(of: lines), failOnWarnings: !goOn, lane: .bulk)
      log.add(requestId: answer.requestId)
      // The service answers with ids in the order of the lines, when none was left out.
      if answer.value.ids.count == lines.count {
        index.warm(
          zip(answer.value.ids, lines).map { APIKeyRecord(id: $0, value: $1.value) }, at: place)
      }
      return answer.value
    }
    let told = lines.map { line in
      ImportOutcome.Line(
        line: line.number, name: line.name,
        action: present.contains(line.number) ? "overwritten" : "created")
    }
    return ImportOutcome(
      ids: record.ids.map { KeyID($0) }, warnings: warnings + record.warnings,
      lines: (told + skipped).sorted { $0.line < $1.line })
  }

  /// Lines whose value a key has already: importing overwrites that key. The values that this needs
  /// are compared and forgotten.
  private func existing(_ lines: [KeyImportFile.Line]) async throws -> Set<Int> {
    guard !lines.isEmpty else { return [] }
    let known = Set(try await allValues(RunLog()).values)
    return Set(lines.filter { known.contains($0.value) }.map(\.number))
  }

  private func unknownPlans(
    _ lines: [KeyImportFile.Line]
  ) async throws -> [CSVDocument.Fault] {
    guard lines.contains(where: { !$0.planIds.isEmpty }) else { return [] }
    let known = Set(try await allPlans(lane: .interactive, withNames: false).map(\.id.wire))
    return lines.compactMap { line in
      let unknown = line.planIds.filter { !known.contains($0) }
      guard !unknown.isEmpty else { return nil }
      return CSVDocument.Fault(
        line: line.number, column: "UsagePlanIds",
        reason: "there is no plan \(unknown.joined(separator: ", "))")
    }
  }

  private static func broken(_ faults: [CSVDocument.Fault]) -> GatewayError {
    let first = faults.prefix(3).map(\.description).joined(separator: "; ")
    let more = faults.count > 3 ? "; and \(faults.count - 3) more" : ""
    return GatewayError(
      kind: .badInput, code: "BadFile",
      message: "The file cannot be imported: \(first)\(more). Nothing was imported.",
      advice: "Mend the file, or import the good lines with --continue.")
  }
}
