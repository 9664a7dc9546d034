package import Foundation

/// What revoking tells while it goes on: a log that a person reads.
package enum RevokeEvent: Hashable, Sendable {
  /// The service took the change.
  case disabled(APIKey, at: Date, milliseconds: Int, requestId: String?)
  /// Read back: whether it is disabled.
  case readBack(APIKey, isDisabled: Bool)
  /// A probe was answered.
  case probed(status: Int, words: String, isRefused: Bool, at: Date)
  /// What the access logs say: the last accepted request, and how long it has been silent.
  case silence(lastAccepted: Date?, seconds: Double)
  /// The report as it stands while proof is still waited for: nothing in it is proven yet.
  case reported(IncidentReport)
  /// The replacement, on its way.
  case replaced(Rotation)
  /// A sentence besides.
  case note(String)
  /// The end.
  case finished(RevokeOutcome)
}

/// What revoking ended with.
package struct RevokeOutcome: Hashable, Sendable {
  /// What shows that the key has stopped working for callers.
  package enum Proof: String, Hashable, Sendable {
    /// The probe's URL refused the key for 30 s.
    case probe
    /// The access logs were silent.
    case logs
    /// Nothing: disabled, not proven.
    case none
  }

  /// What became of one key.
  package struct Item: Hashable, Sendable {
    /// The key, as read back, or as it was when that failed.
    package var key: APIKey
    /// The service took the change, or it was disabled already.
    package var isDisabled: Bool
    /// Read back as disabled.
    package var isVerified: Bool
    /// Why it could not be disabled.
    package var error: GatewayError?

    /// Makes one.
    package init(key: APIKey, isDisabled: Bool, isVerified: Bool, error: GatewayError? = nil) {
      self.key = key
      self.isDisabled = isDisabled
      self.isVerified = isVerified
      self.error = error
    }
  }

  /// One entry a key.
  package var items: [Item]
  /// What shows it.
  package var proof: Proof
  /// Requests sent for it.
  package var requests: Int
  /// Milliseconds from the start to the last read back.
  package var milliseconds: Int
  /// The replacement.
  package var replacement: Rotation?
  /// The replacement's value, for delivery on stdout only.
  package var replacementValue: KeyValue?
  /// The report, when one was asked for.
  package var report: IncidentReport?

  /// Makes an outcome.
  package init(
    items: [Item], proof: Proof, requests: Int, milliseconds: Int, replacement: Rotation? = nil,
    replacementValue: KeyValue? = nil, report: IncidentReport? = nil
  ) {
    self.items = items
    self.proof = proof
    self.requests = requests
    self.milliseconds = milliseconds
    self.replacement = replacement
    self.replacementValue = replacementValue
    self.report = report
  }
}

/// A report of an incident as texts; no key's value is in any of them.
package struct IncidentReport: Hashable, Sendable {
  /// For people.
  package var markdown: String
  /// For programs.
  package var json: String
  /// A notice to the customer, ready to be sent.
  package var notice: String

  /// Makes a report.
  package init(markdown: String, json: String, notice: String) {
    self.markdown = markdown
    self.json = json
    self.notice = notice
  }
}
