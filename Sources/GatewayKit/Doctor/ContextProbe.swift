/// A read that was sent to see whether the caller may do it.
package struct ContextProbe: Hashable, Sendable {
  /// What was read.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case plans
    case keys
    case apis = "APIs"
    case usage
    case planKeys = "plan keys"
    case account
    case accessLogs = "access logs"

    /// What it is for; nil where nothing needs it.
    var capability: Capability? {
      switch self {
      case .plans: .listPlans
      case .keys: .readKeys
      case .apis: .listAPIs
      case .usage: .readUsage
      case .planKeys: .readPlanKeys
      case .account: nil
      case .accessLogs: .readAccessLogs
      }
    }
  }

  /// What came of it.
  package enum Outcome: Hashable, Sendable {
    /// It was answered; what is worth knowing of the answer.
    case allowed(String?)
    /// There was nothing to ask about, as a clause.
    case nothing(String)
    /// It failed.
    case failed(GatewayError)
  }

  /// What was read.
  package var kind: Kind
  /// What came of it.
  package var outcome: Outcome

  /// Makes one.
  package init(_ kind: Kind, _ outcome: Outcome) {
    self.kind = kind
    self.outcome = outcome
  }
}

extension GatewayError {
  /// Whether the caller lacks a permission, and nothing else is wrong.
  var isDenial: Bool { ["AccessDeniedException", "AccessDenied"].contains(code) }
}
