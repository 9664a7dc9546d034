package import Foundation

/// What is known of a context so far.
package struct ContextFacts: Hashable, Sendable {
  /// Profile and region; the region is empty where it is not known.
  package var context: GatewayContext
  /// Who decided the region, as a clause: `--region`; nil when nobody did.
  package var regionSource: String?
  /// Why it could not be opened.
  package var failure: GatewayError?
  /// Where the credentials came from; nil until there are any.
  package var source: String?
  /// The last four characters of the access key id.
  package var keyTail: String?
  /// When the credentials end; nil for long-lived ones.
  package var expiresAt: Date?
  /// The command line that makes them work again; nil where there is no such line.
  package var signIn: String?
  /// The account's digits; nil until known.
  package var account: String?
  /// The caller's ARN; nil until known.
  package var arn: String?
  /// Why STS did not say who is calling.
  package var identityFailure: GatewayError?
  /// Seconds that the service's clock is ahead of this computer's; nil before the first answer.
  package var clockOffset: Double?
  /// Requests are signed with the service's time.
  package var isClockCorrected = false
  /// Seconds that the first request took, its connection included.
  package var firstSeconds: Double?
  /// Seconds that one over a connection that stood took.
  package var warmSeconds: Double?
  /// No change leaves it.
  package var isReadOnly = false
  /// Every change takes a typed name.
  package var isProtected = false
  /// It is the embedded emulator.
  package var isSandbox = false
  /// What was asked, in order.
  package var probes: [ContextProbe] = []
  /// Everything was asked that was to be asked.
  package var isComplete = false

  /// Makes facts of a context of which nothing is known.
  package init(context: GatewayContext) {
    self.context = context
  }
}
