import AWSClient

extension GatewaySession {
  /// All REST APIs with their stages.
  func apis(lane: Lane) async throws -> [RestAPI] {
    let records = try await names.refresh(lane: lane)
    return try await withThrowingTaskGroup(of: (Int, RestAPI).self) { group in
      for (index, record) in records.enumerated() {
        group.addTask { (index, try await self.api(record, lane: lane)) }
      }
      var found: [Int: RestAPI] = [:]
      for try await (index, api) in group { found[index] = api }
      return records.indices.compactMap { found[$0] }
    }
  }

  private func api(_ record: RestAPIRecord, lane: Lane) async throws -> RestAPI {
    let stages = try await api.getStages(api: record.id, lane: lane).value
    return RestAPI(
      id: record.id, name: record.name ?? "", description: record.description,
      stages: stages.map(\.stageName).sorted(), context: context)
  }

  /// `API:STAGE` texts to stages that exist. The stage stands after the last colon, since names of
  /// APIs may have colons and names of stages may not.
  func resolveStages(_ references: [String], lane: Lane = .interactive) async throws -> [PlanStage]
  {
    guard !references.isEmpty else { return [] }
    let pairs = try references.map { text in
      guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
        text.index(after: colon) != text.endIndex
      else {
        throw GatewayError(
          kind: .usage, code: "BadStage", message: "“\(text)” is no API and stage.",
          advice: "Write API:STAGE, with the API's id or name: orders-api:prod.")
      }
      return (api: String(text[..<colon]), stage: String(text[text.index(after: colon)...]))
    }
    let records = try await names.refresh(lane: lane)
    let found = try pairs.map { try Self.api(called: $0.api, in: records) }
    var stages: [String: Set<String>] = [:]
    for id in Set(found.map(\.id)) {
      stages[id] = Set(try await api.getStages(api: id, lane: lane).value.map(\.stageName))
    }
    var missing: [String] = []
    var result: [PlanStage] = []
    for (record, pair) in zip(found, pairs) {
      if stages[record.id]?.contains(pair.stage) == true {
        result.append(
          PlanStage(
            reference: StageReference(apiId: record.id, stage: pair.stage), apiName: record.name))
      } else {
        missing.append("\(pair.api):\(pair.stage)")
      }
    }
    guard missing.isEmpty else { throw Self.nothing(called: missing, noun: "API stage") }
    return result
  }

  private static func api(
    called text: String, in records: [RestAPIRecord]
  ) throws -> RestAPIRecord {
    if let record = records.first(where: { $0.id == text }) { return record }
    let named = records.filter { $0.name == text }
    guard named.count <= 1 else {
      throw ambiguous(
        text, noun: "API",
        candidates: named.map {
          "\($0.id)\($0.createdDate.map { ", created \($0.iso8601)" } ?? "")"
        })
    }
    guard let record = named.first else { throw nothing(called: [text], noun: "API") }
    return record
  }
}
