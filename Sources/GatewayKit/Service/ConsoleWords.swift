package import AWSClient

// Named here so that console and command need not know AWSClient.

extension Lane {
  /// A person waits for this one answer.
  package static var forPerson: Lane { .interactive }
  /// Part of a long job that a person started.
  package static var forBulk: Lane { .bulk }
  /// Refresh that nobody asked for.
  package static var forRefresh: Lane { .background }
}

extension BudgetFigures {
  /// Requests of the last second, requests allowed a second, requests waiting, slowed by a 429.
  package var figures: (used: Int, allowed: Double, waiting: Int, isSlowed: Bool) {
    (usedLastSecond, allowedPerSecond, waiting, isSlowed)
  }
}

extension PlannedRequest {
  /// Makes one of its parts.
  package init(parts: (method: String, path: String, body: String?, awsCli: String)) {
    self.init(
      method: parts.method, path: parts.path, body: parts.body, awsCli: parts.awsCli)
  }

  /// Method, path, masked body and the AWS CLI line.
  package var parts: (method: String, path: String, body: String?, awsCli: String) {
    (method, path, body, awsCli)
  }
}

/// A code of an MFA device that is needed, as console and command ask for it.
package typealias GatewayCodeRequest = MFACodeRequest

/// Asks a person for such a code; nil when there is no other than the one refused.
package typealias AskGatewayCode = AskMFACode

extension MFACodeRequest {
  /// The profile, the device, and what AWS said of the code before.
  package var parts: (profile: String, serial: String, refusal: String?) {
    (profile, serial, refusal)
  }
}

/// A changing request as dialogs and `--dry-run` show it.
package typealias GatewayPlannedRequest = PlannedRequest
