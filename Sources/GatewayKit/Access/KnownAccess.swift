/// What the caller of one context turned out to be denied, as requests ended.
///
/// A permission counts as missing altogether while some resource was refused and none is known to be
/// allowed: policies may tell resources apart, and one refusal must not take away what works on others.
package struct KnownAccess: Hashable, Sendable {
  private struct Record: Hashable, Sendable {
    /// Refusals by ARN, the last one apart: it is the one to tell of.
    var denied: [String: DeniedPermission] = [:]
    var last: DeniedPermission?
    var allowed: Set<String> = []

    var denial: DeniedPermission? { allowed.isEmpty ? last : nil }
  }

  /// So many allowed resources of a permission are remembered; more would tell nothing new.
  private static let longest = 64

  private var records: [Permission: Record] = [:]

  /// Nothing is known yet.
  package init() {}

  /// Whether nothing is known to be denied.
  package var isEmpty: Bool { records.values.allSatisfy { $0.denied.isEmpty } }

  /// The same without permissions of which nothing is denied.
  var deniedOnly: KnownAccess {
    var copy = self
    copy.records = records.filter { !$0.value.denied.isEmpty }
    return copy
  }

  // MARK: what happened

  /// A request was refused.
  package mutating func deny(_ denial: DeniedPermission) {
    guard let need = Capability.needing(denial.action, on: denial.arn) else { return }
    let arn = denial.arn ?? "*"
    var record = records[need.permission] ?? Record()
    record.allowed.remove(arn)
    record.denied[arn] = denial
    record.last = denial
    records[need.permission] = record
  }

  /// A request was allowed: what stood against it is taken back.
  package mutating func allow(_ action: String, on resource: String?) {
    guard let need = Capability.needing(action, on: resource) else { return }
    let arn = resource.map(GatewayError.masked) ?? "*"
    var record = records[need.permission] ?? Record()
    record.denied[arn] = nil
    if record.allowed.count < Self.longest { record.allowed.insert(arn) }
    if record.last?.arn ?? "*" == arn { record.last = record.denied.values.first }
    records[need.permission] = record
  }

  /// Forgets what is known of changes, so that the next one is tried again: nothing but trying tells
  /// whether it is allowed by now.
  package mutating func forgetChanges() {
    records = records.filter { Self.isRead($0.key) }
  }

  // MARK: what is known

  /// Why a capability is missing altogether.
  ///
  /// - Parameters:
  ///   - capability: what is to be done.
  ///   - actions: those of its actions that matter; nil for all.
  /// - Returns: nil as long as it may be there.
  package func denial(
    of capability: Capability, actions: Set<String>? = nil
  ) -> DeniedPermission? {
    capability.permissions.lazy.filter { actions?.contains($0.action) ?? true }
      .compactMap { records[$0]?.denial }.first
  }

  /// Why a capability is missing on one resource, or altogether; nil as long as it may be there.
  package func denial(of capability: Capability, onPath path: String) -> DeniedPermission? {
    for permission in capability.permissions {
      guard let record = records[permission] else { continue }
      let own = record.denied.first { $0.key.hasSuffix("::" + path) }
      if let own { return own.value }
    }
    return denial(of: capability)
  }

  /// What stands against an action on a resource: its own refusal, or that of the permission.
  func denial(
    of action: String, on resource: String?
  ) -> (denial: DeniedPermission, permission: Permission, isOfAll: Bool)? {
    guard let need = Capability.needing(action, on: resource),
      let record = records[need.permission]
    else { return nil }
    if let all = record.denial { return (all, need.permission, true) }
    let arn = resource.map(GatewayError.masked) ?? "*"
    return record.denied[arn].map { ($0, need.permission, false) }
  }

  private static func isRead(_ permission: Permission) -> Bool {
    permission.action == "apigateway:GET" || permission.action.hasPrefix("logs:")
  }
}
