import AWSClient
import SigV4

/// Where values that come along with answers go before they are forgotten.
enum LeakIndex {
  /// Takes in the values of an answer. There is no index yet, so they are dropped here.
  static func warm(_ records: [UsagePlanKeyRecord]) {}
}
