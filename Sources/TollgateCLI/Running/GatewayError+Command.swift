import GatewayKit

/// Refusals that the command line makes itself.
extension GatewayError {
  /// `--read-only` and a command that changes something.
  static var readOnlyOption: GatewayError {
    GatewayError(
      kind: .refused, code: "ReadOnly",
      message: "This command changes something, and --read-only allows no change",
      advice: "Leave --read-only out, or add --dry-run to see what would be sent")
  }

  /// A context that the configuration marks as read-only.
  static func readOnlyContext(_ context: GatewayContext) -> GatewayError {
    GatewayError(
      kind: .refused, code: "ReadOnly",
      message: "The context \(context.profile) in \(context.region) is read-only",
      advice: "Use another context, or add --dry-run to see what would be sent")
  }

  /// A confirmation is needed and nobody can be asked.
  static func unconfirmed(_ what: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "NotConfirmed",
      message: "Not confirmed: this would \(what), and there is no terminal to ask on",
      advice: "Add --yes to go on without being asked")
  }

  /// The person did not confirm.
  static var declined: GatewayError {
    GatewayError(
      kind: .refused, code: "NotConfirmed", message: "Not confirmed, so nothing was changed",
      advice: "Run the command again and type what it asks for, or add --yes")
  }

  /// Words that parse but make no sense.
  static func wrongWords(_ message: String, advice: String) -> GatewayError {
    GatewayError(kind: .usage, code: "Usage", message: message, advice: advice)
  }
}
