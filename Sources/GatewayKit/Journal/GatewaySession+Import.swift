import AWSClient
import Foundation
import LocalStore
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
    var faults = try await file.faults + unknownPlans(file.lines)
    let values = file.lines.isEmpty ? [:] : try await allValues(RunLog())
    let dead = try await revokedLines(file.lines, values)
    // A preview shows such a line for what it is; an import refuses it as it refuses a bad one.
    if !isPreview { faults += dead }
    let broken = Set((faults + dead).map(\.line))
    let lines = file.lines.filter { !broken.contains($0.number) }
    guard faults.isEmpty || goOn else { throw Self.broken(faults.sorted { $0.line < $1.line }) }
    if isPreview { faults += dead }
    var warnings = faults.sorted { $0.line < $1.line }.map(\.description)
    if !file.ignoredColumns.isEmpty {
      warnings.append("passed over: \(file.ignoredColumns.joined(separator: ", "))")
    }
    let buried = Set(dead.map(\.line))
    let names = Dictionary(file.lines.map { ($0.number, $0.name) }) { first, _ in first }
    let skipped = broken.map { line in
      ImportOutcome.Line(
        line: line, name: buried.contains(line) ? names[line] ?? "" : "",
        action: isPreview && buried.contains(line) ? "tombstoned" : "skip")
    }
    let known = Set(values.values)
    let present = Set(lines.filter { known.contains($0.value) }.map(\.number))
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

  /// Lines that would bring a key back that was revoked as leaked: by its value where that was ever
  /// seen, else by the key that has the value now. Importing enables and overwrites it.
  private func revokedLines(
    _ lines: [KeyImportFile.Line], _ values: [KeyID: KeyValue]
  ) async throws -> [CSVDocument.Fault] {
    guard !lines.isEmpty, let store = try await book.openedIfThere() else { return [] }
    let stones = try await loadStones(store)
    guard !stones.isEmpty else { return [] }
    var byHash: [Data: Tombstone] = [:]
    for stone in stones { if let hash = stone.fingerprint { byHash[hash] = stone } }
    var byValue: [KeyValue: Tombstone] = [:]
    for (id, value) in values {
      if let stone = stones.first(where: { $0.isMeant(id, at: place) }) { byValue[value] = stone }
    }
    var faults: [CSVDocument.Fault] = []
    for line in lines {
      var stone = byValue[line.value]
      if stone == nil, !byHash.isEmpty {
        stone = byHash[try await index.fingerprint(of: Array(line.value.exposeSecret().utf8))]
      }
      guard let stone else { continue }
      faults.append(
        CSVDocument.Fault(
          line: line.number, column: "Key",
          reason: "the value was revoked as leaked \(stone.revokedAt.iso8601), as that of "
            + "\(stone.label)"))
    }
    return faults
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
