package import struct Foundation.Date

/// A decoded answer with what the journal and the figures' ages need.
package struct Answer<Value: Sendable>: Sendable {
  /// The decoded body.
  package var value: Value
  /// `x-amzn-requestid`, when the service sent one.
  package var requestId: String?
  /// When the answer was complete.
  package var receivedAt: Date

  /// Makes an answer.
  package init(value: Value, requestId: String?, receivedAt: Date) {
    self.value = value
    self.requestId = requestId
    self.receivedAt = receivedAt
  }
}

extension Answer: Equatable where Value: Equatable {}
