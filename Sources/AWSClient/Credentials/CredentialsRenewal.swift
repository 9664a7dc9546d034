/// What it takes to have credentials anew once they end.
package enum CredentialsRenewal: Sendable, Hashable {
  /// They are fetched again when that is due.
  case byItself
  /// A person has to type the code of an MFA device.
  case byCode
  /// A person has to put others in their place.
  case byHand
}
