import AWSClient
import LocalStore

extension GatewayError {
  /// Any error as a ``GatewayError``; `CancellationError` stays what it is.
  static func translate(_ error: any Error, endpoint: String?) -> any Error {
    switch error {
    case let error as GatewayError: error
    case let error as CancellationError: error
    case let error as AWSError: GatewayError(error, endpoint: endpoint)
    case let error as StoreError: GatewayError(error)
    default:
      GatewayError(
        kind: .failed, code: "Internal", message: sentence("Something failed: \(error)"),
        advice: "Run the same with --debug and look at what went before it.")
    }
  }
}
