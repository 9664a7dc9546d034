package import Foundation

/// Who is calling, and how requests get there.
package struct ContextIdentity: Hashable, Sendable {
  /// The context.
  package var context: GatewayContext
  /// The account's twelve digits; nil until known.
  package var account: String?
  /// The caller's ARN; nil until known.
  package var arn: String?
  /// The endpoint when it is not AWS's own.
  package var endpoint: String?
  /// Where the credentials came from: `environment`, `profile prod in ~/.aws/credentials`.
  package var credentialSource: String
  /// When they expire; nil for long-lived ones.
  package var expiresAt: Date?
  /// Whether others are fetched before that without a person's help, as far as anybody can tell.
  package var renewsItself: Bool
  /// What a person has to do otherwise, as the end of a sentence: `run aws sso login --profile prod`.
  package var renewalAdvice: String
  /// No change leaves the process.
  package var isReadOnly: Bool
  /// Changes need typed names.
  package var isProtected: Bool

  /// Makes an identity.
  package init(
    context: GatewayContext, account: String? = nil, arn: String? = nil, endpoint: String? = nil,
    credentialSource: String, expiresAt: Date? = nil, renewsItself: Bool = true,
    renewalAdvice: String = "", isReadOnly: Bool = false, isProtected: Bool = false
  ) {
    self.context = context
    self.account = account
    self.arn = arn
    self.endpoint = endpoint
    self.credentialSource = credentialSource
    self.expiresAt = expiresAt
    self.renewsItself = renewsItself
    self.renewalAdvice = renewalAdvice
    self.isReadOnly = isReadOnly
    self.isProtected = isProtected
  }
}
