import AWSClient

extension APIKey {
  /// A key of the service's answer. A value that came along goes no further.
  init(_ record: APIKeyRecord, plans: [PlanReference]? = nil, context: GatewayContext) {
    self.init(
      id: KeyID(record.id), name: record.name ?? "", isEnabled: record.enabled,
      createdDate: record.createdDate, lastUpdatedDate: record.lastUpdatedDate,
      description: record.description, customerId: record.customerId, tags: record.tags,
      plans: plans, context: context)
  }
}

extension Throttle {
  init(_ record: ThrottleRecord) {
    self.init(rateLimit: record.rateLimit, burstLimit: record.burstLimit)
  }

  var record: ThrottleRecord { ThrottleRecord(rateLimit: rateLimit, burstLimit: burstLimit) }
}

extension Quota {
  /// Nil for a period that this version does not know: better no quota than a wrong one.
  init?(_ record: QuotaRecord) {
    guard let period = QuotaPeriod(rawValue: record.period.uppercased()) else { return nil }
    self.init(limit: record.limit, offset: record.offset, period: period)
  }

  var record: QuotaRecord { QuotaRecord(limit: limit, offset: offset, period: period.rawValue) }
}

extension PlanStage {
  init(_ record: APIStageRecord, names: [String: String]) {
    self.init(
      reference: StageReference(apiId: record.apiId, stage: record.stage),
      apiName: names[record.apiId], throttle: record.throttle.mapValues(Throttle.init))
  }

  var record: APIStageRecord {
    APIStageRecord(
      apiId: reference.apiId, stage: reference.stage, throttle: throttle.mapValues(\.record))
  }
}

extension UsagePlan {
  /// A plan of the service's answer, with the names of its APIs as far as they are known.
  init(_ record: UsagePlanRecord, names: [String: String] = [:], context: GatewayContext) {
    self.init(
      id: PlanID(record.id), name: record.name ?? "", description: record.description,
      throttle: record.throttle.map(Throttle.init), quota: record.quota.flatMap(Quota.init),
      apiStages: record.apiStages.map { PlanStage($0, names: names) }, tags: record.tags,
      productCode: record.productCode, context: context)
  }
}
