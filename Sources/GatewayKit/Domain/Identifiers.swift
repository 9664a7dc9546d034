import Crypto
import Foundation

/// The id of an API key. For keys of old the id may be the value itself, so ids of more than 20
/// characters are shown and addressed as `sha256:` and 12 hex digits.
package struct KeyID: Hashable, Sendable, CustomStringConvertible {
  /// The id as the service knows it. Goes into requests only, never to people.
  package let wire: String
  /// The open context that it belongs to.
  package let home: Home

  /// Wraps an id.
  package init(_ wire: String, home: Home = .first) {
    self.wire = wire
    self.home = home
  }

  /// What people see and type.
  package var shown: String {
    guard wire.count > 20 else { return wire }
    let digest = SHA256.hash(data: Data(wire.utf8))
    return "sha256:"
      + digest.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The same as ``shown``.
  package var description: String { shown }
}

/// The id of a usage plan.
package struct PlanID: Hashable, Sendable, CustomStringConvertible {
  /// The id as the service knows it.
  package let wire: String
  /// The open context that it belongs to.
  package let home: Home

  /// Wraps an id.
  package init(_ wire: String, home: Home = .first) {
    self.wire = wire
    self.home = home
  }

  /// The id.
  package var description: String { wire }
}

/// A profile and a region: where a thing lives.
package struct GatewayContext: Hashable, Sendable {
  /// The profile's name; `default` when none was named, `sandbox` for the embedded emulator.
  package var profile: String
  /// The region, `eu-central-1`.
  package var region: String

  /// Makes a context.
  package init(profile: String, region: String) {
    self.profile = profile
    self.region = region
  }
}

/// A plan by id and name.
package struct PlanReference: Hashable, Sendable {
  /// The plan's id.
  package var id: PlanID
  /// The plan's name, or its id where it has none.
  package var name: String

  /// Makes a reference.
  package init(id: PlanID, name: String) {
    self.id = id
    self.name = name
  }
}

/// An API and one of its stages, as `API:STAGE` on the command line.
package struct StageReference: Hashable, Sendable {
  /// The REST API's id.
  package var apiId: String
  /// The stage's name.
  package var stage: String

  /// Makes a reference.
  package init(apiId: String, stage: String) {
    self.apiId = apiId
    self.stage = stage
  }

  /// `apiId:stage`, as PATCH values have it.
  package var wire: String { "\(apiId):\(stage)" }
}
