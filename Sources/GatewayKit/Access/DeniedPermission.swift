import AWSClient

/// A permission that the caller turned out not to have.
package struct DeniedPermission: Hashable, Sendable {
  /// What the program cannot do without it; nil when it needs it for nothing.
  package var capability: Capability?
  /// `apigateway:PATCH`.
  package var action: String
  /// The resource's ARN; nil when neither AWS nor the request tells it. Ids that may be values are
  /// masked.
  package var arn: String?
  /// Whether a policy denies it, rather than that none allows it.
  package var isExplicit: Bool
  /// The sentence as AWS gave it, ids that may be values masked.
  package var said: String

  /// Makes one.
  package init(
    capability: Capability?, action: String, arn: String?, isExplicit: Bool = false, said: String
  ) {
    self.capability = capability
    self.action = action
    self.arn = arn
    self.isExplicit = isExplicit
    self.said = said
  }

  /// Reads a refusal; nil for any other error, and where nothing tells what was asked for. What AWS
  /// says goes before what the request tells: a request may need several permissions.
  init?(_ error: AWSError) {
    guard error.isDenial else { return nil }
    let text = RefusalText(error.message)
    guard let action = text.action ?? error.asked?.action else { return nil }
    let isTheAsked = error.asked.map { $0.action.lowercased() == action.lowercased() } ?? false
    let resource = text.resource ?? (isTheAsked ? error.asked?.resource : nil)
    self.init(
      capability: Capability.needing(action, on: resource)?.capability, action: action,
      arn: resource.map(GatewayError.masked), isExplicit: text.isExplicit,
      said: GatewayError.masked(error.message))
  }

  /// `apigateway:PATCH on arn:aws:apigateway:eu-west-1::/apikeys/a1b2c3`.
  package var words: String { action + (arn.map { " on \($0)" } ?? "") }

  /// What happened, as a sentence.
  package var sentence: String {
    isExplicit ? "A policy denies \(words)." : "\(words) is not allowed."
  }

  /// Who could do it, as a sentence; nil when none of the roles has it.
  package var roleSentence: String? {
    (capability?.leastRole).map { "tollgate iam \($0.rawValue) prints a policy that has it." }
  }
}
