import GatewayKit
import SigV4

extension KeyValue {
  /// A value for tests.
  static func make(_ text: String) -> KeyValue { KeyValue(text) }
}
