/// API keys, one by one.
extension APIGatewayHandlers {
  /// `POST /apikeys`
  func createKey(_ call: Call) throws(ServiceFault) -> Reply {
    let body = try JSONBody(call.body)
    let name = try KeyRules.name(body.string("name"))
    let value = try KeyRules.value(body.string("value"))
    let description = try KeyRules.description(body.string("description"))
    let tags = try TagRules.checked(body.map("tags") ?? [:])
    let customerId = try body.string("customerId")
    // A key is made disabled unless the caller says otherwise; recorded from the service.
    let enabled = try body.bool("enabled") ?? false
    let stageKeys = try body.objects("stageKeys")
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      if let value, state.key(ofValue: value) != nil { throw .keyExists }
      guard state.keys.count < Quotas.keys else {
        throw .limitExceeded("The number of API Keys cannot exceed \(Quotas.keys)")
      }
      var references: [String] = []
      for stageKey in stageKeys {
        let api = try stageKey.string("restApiId") ?? ""
        let stage = try stageKey.string("stageName") ?? ""
        guard state.apis[api]?.stage(stage) != nil else {
          throw .notFound("Invalid stage identifier specified")
        }
        references.append("\(api)/\(stage)")
      }
      let serial = draft.nextSerial()
      let key = APIKey(
        id: draft.mint.longID(serial) { state.keys[$0] == nil }, serial: serial,
        value: value ?? draft.mint.value(serial) { state.key(ofValue: $0) == nil },
        name: name, customerId: customerId, description: description, enabled: enabled,
        created: call.seconds, updated: call.seconds, stageKeys: references, tags: tags)
      draft.decide(.putKey(key))
      return .thing(status: 201, at: "/apikeys/\(key.id)") {
        Self.write(key, to: &$0, withValue: true, emptyTags: false)
      }
    }
  }

  /// `GET /apikeys/{id}`
  func getKey(_ call: Call) throws(ServiceFault) -> Reply {
    let id = call.parameters[0]
    let withValue = call.flag("includeValue")
    return try store.read { (state) throws(ServiceFault) in
      guard let key = state.keys[id] else { throw .noSuchKey }
      return .thing(at: "/apikeys/\(key.id)") {
        Self.write(key, to: &$0, withValue: withValue, emptyTags: true)
      }
    }
  }

  /// `GET /apikeys`
  func getKeys(_ call: Call) throws(ServiceFault) -> Reply {
    let limit = try call.limit()
    let after = try PageToken.serial(call)
    let prefix = call.item("name").flatMap { $0.isEmpty ? nil : $0 }
    let customer = call.item("customerId")
    let withValues = call.flag("includeValues")
    return try store.read { (state) throws(ServiceFault) in
      let page = state.keys.page(olderThan: after, limit: limit) { key in
        if let prefix, key.name?.utf8.starts(with: prefix.utf8) != true { return false }
        return customer == nil || key.customerId == customer
      }
      return .list(
        page.items, at: "/apikeys", position: PageToken.wrap(page.next), bytesPerItem: 320
      ) { Self.write($1, to: &$0, withValue: withValues, emptyTags: false) }
    }
  }

  /// `PATCH /apikeys/{id}`
  func updateKey(_ call: Call) throws(ServiceFault) -> Reply {
    let patches = try Patch.read(call)
    let id = call.parameters[0]
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard var key = state.keys[id] else { throw .noSuchKey }
      try KeyRules.apply(patches, to: &key, now: call.now)
      if !patches.isEmpty {
        key.updated = call.seconds
        draft.decide(.putKey(key))
      }
      return .thing(at: "/apikeys/\(key.id)") {
        Self.write(key, to: &$0, withValue: false, emptyTags: true)
      }
    }
  }

  /// `DELETE /apikeys/{id}`; takes the key out of its plans, and its usage with it.
  func deleteKey(_ call: Call) throws(ServiceFault) -> Reply {
    let id = call.parameters[0]
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      guard state.keys[id] != nil else { throw .noSuchKey }
      for plan in state.plans(ofKey: id) {
        draft.decide(.removeMembership(plan: plan, key: id))
      }
      for plan in state.plans.newestFirst where state.meter(plan: plan.id, key: id) != nil {
        draft.decide(.removeMeter(plan: plan.id, key: id))
      }
      draft.decide(.removeKey(id))
      return .nothing(status: 202)
    }
  }

  /// Writes a key's fields; tags that there are not are left out or empty, as recorded per operation.
  static func write(
    _ key: APIKey, to fields: inout JSONWriter, withValue: Bool, emptyTags: Bool
  ) {
    fields.field("id", key.id)
    if withValue { fields.field("value", key.value) }
    fields.field("name", ifPresent: key.name)
    fields.field("customerId", ifPresent: key.customerId)
    fields.field("description", ifPresent: key.description)
    fields.field("enabled", key.enabled)
    fields.field("createdDate", key.created)
    fields.field("lastUpdatedDate", key.updated)
    fields.field("stageKeys", key.stageKeys)
    if emptyTags || !key.tags.isEmpty { fields.field("tags", key.tags) }
  }
}
