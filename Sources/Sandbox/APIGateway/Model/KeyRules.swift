/// What an API key must be like, with AWS's sentences.
enum KeyRules {
  /// Paths that a PATCH may replace, in the order in which AWS names them.
  static let patchable = ["/description", "/enabled", "/name", "/customerId"]

  /// Checks a name; an empty one counts as none.
  static func name(_ name: String?) throws(ServiceFault) -> String? {
    guard let name, !name.isEmpty else { return nil }
    guard name.count <= 1024 else {
      throw .badRequest("Invalid API Key name, can be at most 1024 characters.")
    }
    return name
  }

  /// Checks a value; an empty one asks the service to make one.
  static func value(_ value: String?) throws(ServiceFault) -> String? {
    guard let value, !value.isEmpty else { return nil }
    guard value.count >= 20 else {
      throw .badRequest("API Key value should be at least 20 characters")
    }
    guard value.count <= 128 else {
      throw .badRequest("API Key value exceeds maximum size of 128 characters")
    }
    return value
  }

  /// Checks a description; an empty one counts as none.
  static func description(_ text: String?) throws(ServiceFault) -> String? {
    guard let text, !text.isEmpty else { return nil }
    guard text.utf8.count <= 125_000 else {
      throw .badRequest("Invalid API Key description specified.")
    }
    return text
  }

  /// Applies a PATCH to a key, all of it or none.
  static func apply(
    _ patches: [Patch], to key: inout APIKey, now: Double
  ) throws(ServiceFault) {
    var changed = key
    for patch in patches {
      guard patch.verb == .replace, let parts = Pointer(patch.path)?.parts, parts.count == 1 else {
        throw refusal(of: patch)
      }
      switch parts[0] {
      case "description": changed.description = try description(patch.value)
      case "name": changed.name = try name(patch.value)
      case "customerId": changed.customerId = patch.value.flatMap { $0.isEmpty ? nil : $0 }
      case "enabled":
        // Anything but "true" disables; recorded from the service.
        let enabled = patch.value?.lowercased() == "true"
        if enabled != changed.enabled {
          changed.switches.append(APIKey.Switch(at: now, enabled: enabled))
          changed.enabled = enabled
        }
      default: throw refusal(of: patch)
      }
    }
    key = changed
  }

  private static func refusal(of patch: Patch) -> ServiceFault {
    .patchPath(
      patch.path, op: patch.verb.rawValue, allowed: patch.verb == .replace ? patchable : [])
  }
}
