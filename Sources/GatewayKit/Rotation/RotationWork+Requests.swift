import AWSClient

// The requests that several steps send. Each reads back what it left.
extension RotationWork {
  private func arn(_ key: KeyID) -> String {
    let region = run.session.context.region
    return "arn:\(Partition(region: region).rawValue):apigateway:\(region)::/apikeys/\(key.wire)"
  }

  /// Sets tags of a key and reads it back.
  func tag(
    _ key: APIKey, _ tags: [String: String], _ change: ChangeRun
  ) async throws -> APIKey {
    let arn = arn(key.id)
    _ = try await change.settle("the tags of \(key.label)") {
      try await change.api.tagResource(arn: arn, tags: tags, lane: change.lane).mapped { true }
    } landed: {
      let read = try await run.session.bareKey(key.id, lane: change.lane)
      return tags.allSatisfy { read.tags[$0.key] == $0.value } ? true : nil
    }
    var expected = key
    expected.tags.merge(tags) { _, new in new }
    let known = expected
    return await change.readBack(known) {
      try await run.session.bareKey(key.id, lane: change.lane)
    }
  }

  /// Takes tags of a key away and reads it back.
  func untag(
    _ key: APIKey, _ names: [String], _ change: ChangeRun
  ) async throws -> APIKey {
    let present = names.filter { key.tags[$0] != nil }
    guard !present.isEmpty else { return key }
    let arn = arn(key.id)
    _ = try await change.settle("the tags of \(key.label)") {
      try await change.api.untagResource(arn: arn, keys: present, lane: change.lane)
        .mapped { true }
    } landed: {
      let read = try await run.session.bareKey(key.id, lane: change.lane)
      return present.allSatisfy { read.tags[$0] == nil } ? true : nil
    }
    var expected = key
    for name in present { expected.tags[name] = nil }
    let known = expected
    return await change.readBack(known) {
      try await run.session.bareKey(key.id, lane: change.lane)
    }
  }

  /// Disables a key and reads it back; throws when it is not disabled then.
  func disable(_ key: APIKey, _ change: ChangeRun) async throws -> APIKey {
    let patch = [PatchOperation(op: "replace", path: "/enabled", value: "false")]
    _ = try await change.settle("disabling \(key.label)") {
      try await change.api.updateAPIKey(key.id.wire, patch: patch, lane: change.lane)
    } landed: {
      let record = try await change.api.getAPIKey(key.id.wire, lane: change.lane).value
      return record.enabled ? nil : record
    }
    var expected = key
    expected.isEnabled = false
    let known = expected
    let read = await change.readBack(known) {
      try await run.session.bareKey(key.id, lane: change.lane)
    }
    guard !read.isEnabled else {
      throw GatewayError(
        kind: .failed, code: "NotApplied",
        message: "API Gateway accepted the disabling of \(key.label), but read back it is enabled.",
        advice: "Somebody else may have enabled it at the same time; look, and try again.")
    }
    return read
  }

  /// Deletes a key; one that is gone already is as good.
  func delete(_ id: KeyID, _ change: ChangeRun) async throws {
    do {
      _ = try await change.settle("deleting \(id.shown)") {
        try await change.api.deleteAPIKey(id.wire, lane: change.lane).mapped { true }
      } landed: {
        try await run.session.keyIfThere(id, lane: change.lane) == nil ? true : nil
      }
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      // It is gone, which is what was wanted.
    }
  }
}
