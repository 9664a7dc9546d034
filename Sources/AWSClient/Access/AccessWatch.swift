/// Sees what requests are allowed and refused, and may keep one from being sent.
package struct AccessWatch: Sendable {
  /// Asked before a request is sent: the refusal that stands for the answer, or nil to send it.
  package var before: @Sendable (_ asked: AskedAction, _ lane: Lane) -> AWSError?
  /// Told how a request ended: nil when it was allowed and done.
  package var after: @Sendable (_ asked: AskedAction, _ error: AWSError?) -> Void

  /// Makes a watch; without closures it sees nothing.
  package init(
    before: @escaping @Sendable (_ asked: AskedAction, _ lane: Lane) -> AWSError? = { _, _ in nil },
    after: @escaping @Sendable (_ asked: AskedAction, _ error: AWSError?) -> Void = { _, _ in }
  ) {
    self.before = before
    self.after = after
  }
}
