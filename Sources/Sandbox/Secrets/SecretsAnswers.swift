/// Secrets Manager, in JSON 1.1, as far as keys are delivered into it.
struct SecretsAnswers: Sendable {
  private static let prefix = "secretsmanager."

  /// The account.
  let store: AccountStore

  /// Answers a verified request.
  func answer(_ request: WireRequest, now: Double) throws(ServiceFault) -> WireAnswer {
    let operation = try request.operation(after: Self.prefix)
    let body = try JSONBody(request.body)
    let writer =
      switch operation {
      case "CreateSecret": try create(body, now)
      case "PutSecretValue": try put(body, now)
      case "DescribeSecret": try describe(body)
      case "GetSecretValue": try getValue(body)
      case "DeleteSecret": try delete(body, now)
      case "RestoreSecret": try restore(body, now)
      default: throw .unknownOperation(operation)
      }
    return .json11(writer.bytes)
  }

  private func create(_ body: JSONBody, _ now: Double) throws(ServiceFault) -> JSONWriter {
    let name = try SecretRules.name(body.string("Name"))
    let token = try SecretRules.token(body)
    let content = try SecretRules.content(body)
    let tags = try SecretRules.tags(body)
    let description = try body.string("Description").flatMap { $0.isEmpty ? nil : $0 }
    return try store.change(at: now) { (state, draft) throws(ServiceFault) in
      if let old = state.secret(name) {
        guard old.deletion == nil else {
          throw .invalidRequest(
            "You can't create this secret because a secret with this name is already scheduled "
              + "for deletion.")
        }
        // The same request once more: what it made stands.
        if let content, old.version(token)?.content == content {
          return Self.written(old, version: token)
        }
        throw .secretExists(
          "The operation failed because the secret \(name) already exists.")
      }
      let serial = draft.nextSerial()
      let place = "\(SandboxIdentity.region):\(SandboxIdentity.account)"
      var secret = Secret(
        name: name,
        arn: "arn:aws:secretsmanager:\(place):secret:\(name)-\(draft.mint.suffix(serial))",
        serial: serial, description: description, tags: tags, created: now, changed: now)
      if let content {
        secret.add(
          Secret.Version(id: token, content: content, stages: [Secret.current], created: now))
      }
      draft.decide(.putSecret(secret))
      return Self.written(secret, version: content == nil ? nil : token)
    }
  }

  private func put(_ body: JSONBody, _ now: Double) throws(ServiceFault) -> JSONWriter {
    let token = try SecretRules.token(body)
    let stages = try body.strings("VersionStages") ?? [Secret.current]
    guard let content = try SecretRules.content(body) else {
      throw .invalidRequest("You must provide either SecretString or SecretBinary.")
    }
    return try store.change(at: now) { (state, draft) throws(ServiceFault) in
      var secret = try Self.usable(body, in: state)
      if let old = secret.version(token) {
        guard old.content == content else {
          throw .secretExists(
            "You can't use ClientRequestToken \(token) because that value is already in use for "
              + "a version of secret \(secret.arn).")
        }
        return Self.written(secret, version: token, stages: old.stages)
      }
      secret.add(Secret.Version(id: token, content: content, stages: stages, created: now))
      draft.decide(.putSecret(secret))
      return Self.written(secret, version: token, stages: stages)
    }
  }

  private func describe(_ body: JSONBody) throws(ServiceFault) -> JSONWriter {
    try store.read { (state) throws(ServiceFault) in
      let secret = try Self.found(body, in: state)
      var writer = JSONWriter()
      writer.object { fields in
        fields.field("ARN", secret.arn)
        fields.field("Name", secret.name)
        fields.field("Description", ifPresent: secret.description)
        fields.field("LastChangedDate", secret.changed)
        if let deletion = secret.deletion { fields.field("DeletedDate", deletion) }
        fields.name("Tags")
        fields.array { list in
          for (key, value) in secret.tags.sorted(by: { $0.key < $1.key }) {
            list.object { tag in
              tag.field("Key", key)
              tag.field("Value", value)
            }
          }
        }
        fields.name("VersionIdsToStages")
        fields.object { map in
          for version in secret.versions where !version.stages.isEmpty {
            map.field(version.id, version.stages)
          }
        }
        fields.field("CreatedDate", secret.created)
      }
      return writer
    }
  }

  private func getValue(_ body: JSONBody) throws(ServiceFault) -> JSONWriter {
    let id = try body.string("VersionId")
    let stage = try body.string("VersionStage")
    return try store.read { (state) throws(ServiceFault) in
      let secret = try Self.usable(body, in: state)
      let label = stage ?? Secret.current
      let version = id.map { secret.version($0) } ?? secret.version(staged: label)
      guard let version, stage.map(version.stages.contains) ?? true else {
        throw .resourceNotFound(
          "Secrets Manager can't find the specified secret value for "
            + (id.map { "VersionId: \($0)" } ?? "staging label: \(label)"))
      }
      var writer = JSONWriter()
      writer.object { fields in
        fields.field("ARN", secret.arn)
        fields.field("Name", secret.name)
        fields.field("VersionId", version.id)
        switch version.content {
        case .text(let text): fields.field("SecretString", text)
        case .binary(let base64): fields.field("SecretBinary", base64)
        }
        fields.field("VersionStages", version.stages)
        fields.field("CreatedDate", version.created)
      }
      return writer
    }
  }

  private func delete(_ body: JSONBody, _ now: Double) throws(ServiceFault) -> JSONWriter {
    let isForced = try body.bool("ForceDeleteWithoutRecovery") ?? false
    let days = try body.int("RecoveryWindowInDays")
    if isForced, days != nil {
      throw .invalidParameter(
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
    }
    guard (7...30).contains(days ?? 30) else {
      throw .invalidParameter(
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).")
    }
    return try store.change(at: now) { (state, draft) throws(ServiceFault) in
      var secret = try Self.found(body, in: state)
      let date = isForced ? now : now + Double(days ?? 30) * 86_400
      if isForced {
        draft.decide(.removeSecret(secret.name))
      } else {
        guard secret.deletion == nil else { throw .secretIsDeleted }
        secret.deletion = date
        draft.decide(.putSecret(secret))
      }
      return Self.written(secret, version: nil) { $0.field("DeletionDate", date) }
    }
  }

  private func restore(_ body: JSONBody, _ now: Double) throws(ServiceFault) -> JSONWriter {
    try store.change(at: now) { (state, draft) throws(ServiceFault) in
      var secret = try Self.found(body, in: state)
      secret.deletion = nil
      draft.decide(.putSecret(secret))
      return Self.written(secret, version: nil)
    }
  }

  /// The secret that a request names: by name, ARN, or ARN without its last seven characters.
  private static func found(
    _ body: JSONBody, in state: borrowing AccountState
  ) throws(ServiceFault) -> Secret {
    guard let id = try body.string("SecretId"), !id.isEmpty else {
      throw .invalidParameter("You must provide a value for the SecretId parameter.")
    }
    var name = id
    if id.hasPrefix("arn:"), let mark = id.firstRange(of: ":secret:") {
      name = String(id[mark.upperBound...])
    }
    for candidate in [name, String(name.dropLast(7))] {
      guard let secret = state.secret(candidate) else { continue }
      if id == candidate || name == candidate || id == secret.arn { return secret }
    }
    throw .resourceNotFound("Secrets Manager can't find the specified secret.")
  }

  /// As ``found(_:in:)``, and not marked for deletion.
  private static func usable(
    _ body: JSONBody, in state: borrowing AccountState
  ) throws(ServiceFault) -> Secret {
    let secret = try found(body, in: state)
    guard secret.deletion == nil else { throw .secretIsDeleted }
    return secret
  }

  private static func written(
    _ secret: Secret, version: String?, stages: [String]? = nil,
    _ more: (inout JSONWriter) -> Void = { _ in }
  ) -> JSONWriter {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("ARN", secret.arn)
      fields.field("Name", secret.name)
      fields.field("VersionId", ifPresent: version)
      if let stages { fields.field("VersionStages", stages) }
      more(&fields)
    }
    return writer
  }
}

extension ServiceFault {
  /// A request about a secret that cannot be done as things stand.
  fileprivate static func invalidRequest(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "InvalidRequestException", message: message)
  }

  /// A name or a token is taken.
  fileprivate static func secretExists(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "ResourceExistsException", message: message)
  }

  /// A secret waits for its deletion.
  fileprivate static let secretIsDeleted = invalidRequest(
    "You can't perform this operation on the secret because it was marked for deletion.")
}
