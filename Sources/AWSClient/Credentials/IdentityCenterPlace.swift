/// Which role of which account is asked for, and where.
struct IdentityCenterPlace: Sendable {
  var account: String
  var role: String
  var region: String
  var startURL: String
  /// The name of the sso-session; nil for profiles of the older form.
  var session: String?
}
