import SigV4

/// One request on its way through the middleware.
struct Call: Sendable {
  /// What is asked.
  var request: AWSRequest
  /// Where it goes.
  var endpoint: Endpoint
  /// Who waits for it.
  var lane: Lane
  /// Told the seconds when it waits for more than one.
  var onWait: @Sendable (Double) -> Void = { _ in }
  /// Which sending this is, from 1.
  var attempt = 1
  /// Headers to send besides `Host`, in order; signing adds its own.
  var headers: [SignableRequest.Header] = []
}
