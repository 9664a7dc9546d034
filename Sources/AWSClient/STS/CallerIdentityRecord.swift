/// Who is calling, from STS.
package struct CallerIdentityRecord: Sendable, Equatable {
  /// The account's twelve digits.
  package var account: String
  /// The caller's ARN.
  package var arn: String
  /// The caller's unique id.
  package var userId: String

  /// Makes a record.
  package init(account: String, arn: String, userId: String) {
    self.account = account
    self.arn = arn
    self.userId = userId
  }
}
