/// Operations that the service limits on top of the account's rate.
enum SubLimit: Int, CaseIterable, Hashable, Sendable {
  case none
  case createAPIKey
  case deleteAPIKey
  case updateUsagePlan
  case updateAccount
  case getResources

  /// The limit of an operation.
  init(operation: String) {
    switch operation {
    case "CreateApiKey": self = .createAPIKey
    case "DeleteApiKey": self = .deleteAPIKey
    case "UpdateUsagePlan": self = .updateUsagePlan
    case "UpdateAccount": self = .updateAccount
    case "GetResources": self = .getResources
    default: self = .none
    }
  }

  /// Seconds between two requests by the documented rate; no burst is documented, so none is used.
  var documentedSpacing: Double {
    switch self {
    case .none: 0
    case .createAPIKey, .deleteAPIKey: 1.0 / 5
    case .updateUsagePlan, .updateAccount: 20
    case .getResources: 2.0 / 5
    }
  }
}
