/// A code of an MFA device that somebody waits for, as it is put to the person.
struct CodeQuestion: Equatable, Sendable {
  /// Tells it from others.
  var number: Int
  /// The profile that needs it.
  var profile: String
  /// The device's serial number or ARN.
  var serial: String
  /// What AWS said of the code before.
  var refusal: String?
}
