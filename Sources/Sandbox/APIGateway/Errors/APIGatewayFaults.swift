/// The errors of API Gateway, with the sentences that AWS sends.
extension ServiceFault {
  /// 400.
  static func badRequest(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "BadRequestException", message: message)
  }

  /// 404.
  static func notFound(_ message: String) -> ServiceFault {
    ServiceFault(status: 404, code: "NotFoundException", message: message)
  }

  /// 409.
  static func conflict(_ message: String) -> ServiceFault {
    ServiceFault(status: 409, code: "ConflictException", message: message)
  }

  /// A hard quota of the account is used up: 429, as throttling is.
  static func limitExceeded(_ message: String) -> ServiceFault {
    ServiceFault(status: 429, code: "LimitExceededException", message: message)
  }

  /// No API key has the id.
  static let noSuchKey = notFound("Invalid API Key identifier specified")
  /// No usage plan has the id.
  static let noSuchPlan = notFound("Invalid Usage Plan ID specified")
  /// Another key has the value.
  static let keyExists = conflict("API Key already exists")
  /// A value or a reference that is no `api:stage`.
  static let invalidStageReference = badRequest("Invalid API Stage specified")

  /// No REST API has the id.
  static func noSuchAPI(_ id: String) -> ServiceFault {
    notFound("Invalid API identifier specified \(SandboxIdentity.account):\(id)")
  }

  /// A plan is given a stage that there is not.
  static func noSuchStage(api: String, stage: String, plan: String) -> ServiceFault {
    notFound("Invalid API Stage {api: \(api), stage: \(stage)} specified for usageplan \(plan)")
  }

  /// A plan is made with a stage that there is not; AWS forgets to fill its own sentence in.
  static let noSuchStageOnCreate = badRequest(
    "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s")

  /// A key would be in two plans with one stage.
  static func sharedStage(plan: String, key: String) -> ServiceFault {
    conflict(
      "Usage Plan \(plan) cannot be added because API Key \(key) cannot reference multiple "
        + "Usage Plans with the same API Stage")
  }

  /// A plan with stages is to be deleted.
  static func planHasStages(plan: String, stage: String) -> ServiceFault {
    badRequest(
      "Cannot delete Usage Plan \(plan) because there are API Stages associated with it, "
        + "including \(stage)")
  }

  /// A patch names a path that the operation does not know. The two spaces are AWS's.
  static func patchPath(_ path: String, op: String, allowed: [String]) -> ServiceFault {
    badRequest(
      "Invalid patch path  '\(path)' specified for op '\(op)'. Must be one of: "
        + "[\(allowed.joined(separator: ", "))]")
  }

  /// Values that break the model's constraints, all of them in one sentence.
  static func validation(_ problems: [String]) -> ServiceFault {
    let count = problems.count
    return ServiceFault(
      status: 400, code: "ValidationException",
      message: "\(count) validation error\(count == 1 ? "" : "s") detected: "
        + problems.joined(separator: "; "))
  }
}
