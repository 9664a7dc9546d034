extension UsagePlanRecord {
  /// The record with a patch laid over it, for dry runs; paths of single methods are left as they
  /// are.
  func patched(_ patch: [PatchOperation]) -> UsagePlanRecord {
    var record = self
    for operation in patch { record.apply(operation) }
    return record
  }

  private mutating func apply(_ operation: PatchOperation) {
    let number = operation.value.flatMap(Int.init)
    switch (operation.op, operation.path) {
    case ("remove", "/throttle"): throttle = nil
    case ("remove", "/quota"): quota = nil
    case ("remove", "/productCode"): productCode = nil
    case ("remove", "/apiStages"):
      apiStages.removeAll { "\($0.apiId):\($0.stage)" == operation.value }
    case ("add", "/apiStages"):
      guard let parts = operation.value?.split(separator: ":", maxSplits: 1), parts.count == 2
      else { return }
      apiStages.append(APIStageRecord(apiId: String(parts[0]), stage: String(parts[1])))
    case (_, "/name"): name = operation.value
    case (_, "/description"): description = operation.value
    case (_, "/productCode"): productCode = operation.value
    case (_, "/throttle/rateLimit"):
      throttle = throttle ?? ThrottleRecord()
      throttle?.rateLimit = operation.value.flatMap(Double.init)
    case (_, "/throttle/burstLimit"):
      throttle = throttle ?? ThrottleRecord()
      throttle?.burstLimit = number
    case (_, "/quota/limit"):
      quota = quota ?? QuotaRecord(limit: 0, period: "MONTH")
      quota?.limit = number ?? 0
    case (_, "/quota/offset"):
      quota = quota ?? QuotaRecord(limit: 0, period: "MONTH")
      quota?.offset = number ?? 0
    case (_, "/quota/period"):
      quota = quota ?? QuotaRecord(limit: 0, period: "MONTH")
      quota?.period = operation.value ?? "MONTH"
    default: break
    }
  }
}
