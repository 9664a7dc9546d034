package import struct Foundation.Date

/// What an API answered to a key.
package struct ProbeAnswer: Sendable, Equatable {
  /// HTTP status.
  package var status: Int
  /// `x-amzn-errortype` without suffix: `ForbiddenException`; nil when there is none.
  package var errorType: String?
  /// When it came.
  package var at: Date

  /// Makes an answer.
  package init(status: Int, errorType: String? = nil, at: Date) {
    self.status = status
    self.errorType = errorType
    self.at = at
  }
}
