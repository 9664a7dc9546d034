import GatewayKit
import SigV4
import Synchronization

/// Where values are handed over in these tests: a drawer with a place for each target.
final class Drawer: Sendable {
  private let places = Mutex<[String: (rotation: String, value: KeyValue)]>([:])

  /// What lies in a place.
  func value(at target: DeliveryTarget) -> KeyValue? {
    places.withLock { $0[target.text]?.value }
  }

  var courier: Courier {
    Courier(
      check: { target, _ in
        guard self.value(at: target) == nil else { throw Self.taken(target) }
      },
      deliver: { target, parcel in
        try self.places.withLock { places in
          let present = places[target.text]
          guard present == nil || present?.rotation == parcel.rotation else {
            throw Self.taken(target)
          }
          places[target.text] = (parcel.rotation, parcel.value)
        }
        return "the drawer"
      })
  }

  private static func taken(_ target: DeliveryTarget) -> GatewayError {
    GatewayError(
      kind: .refused, code: "FileExists", message: "\(target.text) is there already.",
      advice: "Name another.")
  }
}
