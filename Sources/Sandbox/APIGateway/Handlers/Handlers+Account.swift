/// The account's settings.
extension APIGatewayHandlers {
  /// `GET /account`
  func getAccount(_ call: Call) throws(ServiceFault) -> Reply {
    try store.read { (state) throws(ServiceFault) in Self.reply(state.settings) }
  }

  /// `PATCH /account`
  func updateAccount(_ call: Call) throws(ServiceFault) -> Reply {
    let patches = try Patch.read(call)
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      var settings = state.settings
      for patch in patches {
        switch (patch.verb, patch.path) {
        case (.replace, "/cloudwatchRoleArn"):
          settings.cloudwatchRoleArn = patch.value.flatMap { $0.isEmpty ? nil : $0 }
        case (.add, "/features"):
          guard patch.value == "UsagePlans" else {
            throw .badRequest("Invalid feature specified: \(patch.value ?? "null")")
          }
        case (.remove, "/features"):
          throw .badRequest("Usage Plans cannot be disabled once enabled")
        default:
          let allowed: [Patch.Verb: [String]] = [
            .replace: ["/cloudwatchRoleArn"], .add: ["/features"],
          ]
          throw .patchPath(
            patch.path, op: patch.verb.rawValue, allowed: allowed[patch.verb] ?? [])
        }
      }
      if settings != state.settings { draft.decide(.putSettings(settings)) }
      return Self.reply(settings)
    }
  }

  private static func reply(_ settings: AccountSettings) -> Reply {
    .thing(at: "/account") { fields in
      fields.field("cloudwatchRoleArn", ifPresent: settings.cloudwatchRoleArn)
      fields.name("throttleSettings")
      fields.object { inner in
        inner.field("burstLimit", 5000)
        inner.field("rateLimit", 10_000.0)
      }
      fields.field("features", settings.features)
      fields.field("apiKeyVersion", "4")
    }
  }
}
