extension JSONText {
  /// The list of a patch.
  static func patchList(_ patch: [PatchOperation]) -> JSONText {
    .array(
      patch.map { operation in
        .object(
          [("op", .string(operation.op)), ("path", .string(operation.path))]
            + (operation.value.map { [("value", .string($0))] } ?? []))
      })
  }

  /// The body of a PATCH.
  static func patchBody(_ patch: [PatchOperation]) -> JSONText {
    .object([("patchOperations", patchList(patch))])
  }

  /// Limits; nil when neither is given.
  static func throttle(_ throttle: ThrottleRecord?) -> JSONText? {
    guard let throttle, throttle != ThrottleRecord() else { return nil }
    return .object(
      [
        throttle.rateLimit.map { ("rateLimit", .number($0)) },
        throttle.burstLimit.map { ("burstLimit", .integer($0)) },
      ].compactMap { $0 })
  }

  /// A quota.
  static func quota(_ quota: QuotaRecord) -> JSONText {
    .object([
      ("limit", .integer(quota.limit)), ("offset", .integer(quota.offset)),
      ("period", .string(quota.period)),
    ])
  }

  /// The stages of a plan.
  static func stages(_ stages: [APIStageRecord]) -> JSONText {
    .array(
      stages.map { stage in
        var members: [(String, JSONText)] = [
          ("apiId", .string(stage.apiId)), ("stage", .string(stage.stage)),
        ]
        let limits = stage.throttle.sorted { $0.key < $1.key }.compactMap { method, limits in
          JSONText.throttle(limits).map { (method, $0) }
        }
        if !limits.isEmpty { members.append(("throttle", .object(limits))) }
        return .object(members)
      })
  }
}
