import GatewayKit

/// A capability that an action or a column cannot do without.
struct Need: Hashable, Sendable {
  var capability: Capability
  /// Those of its actions that matter; nil for all.
  var actions: Set<String>?

  init(_ capability: Capability, actions: Set<String>? = nil) {
    self.capability = capability
    self.actions = actions
  }
}

extension Need {
  /// What an action needs in a view; what is not known to need one permission needs none here and is
  /// told by the service.
  static func of(_ action: Action, in view: ViewName) -> [Need] {
    let isOfPlans = view == .plans || view == .plan
    return switch action {
    case .disable, .enable, .finishRotation: [Need(.switchKeys)]
    case .new: [Need(isOfPlans ? .createPlans : .createKeys)]
    case .edit: [Need(isOfPlans ? .changePlans : .switchKeys)]
    case .delete: [Need(isOfPlans ? .deletePlans : .deleteKeys)]
    case .rotate: [Need(.createKeys), Need(.attachKeys), tagging]
    case .attach: [Need(.attachKeys)]
    case .detach: [Need(.detachKeys)]
    case .grant: [Need(.grantQuota)]
    case .suspend, .resume: [Need(.changePlans)]
    case .tags: [tagging]
    case .reveal, .copyValue: [Need(.readKeys)]
    default: []
    }
  }

  /// Tags that come with a creation are another permission.
  private static let tagging = Need(.tagKeys, actions: ["apigateway:PUT", "apigateway:DELETE"])

  /// Reads without any of which a column has nothing to show; several lists are alternatives.
  static func of(_ column: ColumnID, in view: ViewName) -> [[Need]] {
    switch (view, column) {
    case (.keys, .plan): [[Need(.listPlans)], [Need(.readPlanKeys), Need(.readUsage)]]
    case (.keys, .used), (.keys, .left), (.keys, .trend), (.keys, .out),
      (.usage, .used), (.usage, .left), (.usage, .trend), (.usage, .out):
      [[Need(.listPlans)], [Need(.readUsage)]]
    case (.plans, .keys): [[Need(.readPlanKeys)]]
    case (.usage, .state): [[Need(.readKeys)]]
    default: []
    }
  }
}
