import Foundation
import LocalStore

/// All that is written down of a rotation. Never a value; ids of keys as shown.
struct RotationRecord: Hashable, Sendable {
  /// A plan by id and name.
  struct Plan: Hashable, Sendable, Codable {
    var id: String
    var name: String

    var reference: PlanReference { PlanReference(id: PlanID(id), name: name) }
  }

  /// What was agreed when it was begun.
  struct Terms: Hashable, Sendable, Codable {
    /// Seconds that both keys work.
    var overlap: Double = 7 * 86_400
    /// Seconds that the old key must have been quiet.
    var quiet: Double = 86_400
    /// Whether the new key starts with what the old one has left.
    var carriesQuota = true
    /// The plans of the new key.
    var plans: [Plan] = []
  }

  /// What is written down besides the columns of the row.
  struct Body: Hashable, Sendable, Codable {
    /// The name that both keys have.
    var name: String
    /// What was agreed.
    var terms: Terms
    /// The old key's plans when it was begun.
    var oldPlans: [Plan] = []
    /// From when on the old key may be retired.
    var retireAt: Date
    /// The old key was cut off before; there is no overlap.
    var isAfterRevocation = false
    /// Where the value is to go, as ``DeliveryTarget/text``.
    var delivery: String?
    /// Where the value went.
    var deliveredTo: String?
    /// Handing over was begun: the value may be out.
    var isDelivering = false
    /// A creation was sent of which the answer is not known: there may be two.
    var isCreationUnclear = false
    /// What the new key started with.
    var carried: [Rotation.CarriedQuota] = []
    /// Plans of which the quota was looked at, carried or not.
    var carriedPlans: [String] = []
    /// When disabling the old key was begun by us.
    var retiringSince: Date?
    /// When the old key was disabled.
    var disabledAt: Date?
    /// Taking the new key back was begun.
    var isRollingBack = false
    /// When the new key was first seen used.
    var newSeenAt: Date?
    /// What it waited for when it was last looked at closely.
    var waits: [String] = []
    /// What a person should know.
    var warnings: [String] = []
  }

  var id: String
  var place: JournalPlace
  var state: RotationState
  var oldKey: String
  var newKey: String?
  var startedAt: Date
  var updatedAt: Date
  var body: Body
  /// Known from tags only.
  var isForeign = false

  /// What is used all over.
  var terms: Terms {
    get { body.terms }
    set { body.terms = newValue }
  }

  var label: String { body.name.isEmpty ? oldKey : body.name }

  /// Adds a warning once.
  mutating func warn(_ sentence: String) {
    if !body.warnings.contains(sentence) { body.warnings.append(sentence) }
  }
}

extension RotationRecord {
  /// The row that the store keeps.
  func row() throws -> RotationRow {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return RotationRow(
      id: id, place: place, oldKey: oldKey, newKey: newKey, state: state.rawValue,
      isOpen: state.isOpen, body: String(decoding: try encoder.encode(body), as: UTF8.self),
      startedAt: startedAt, updatedAt: updatedAt)
  }

  /// Reads a row; throws when it was written by hand, or by a version with other states.
  init(_ row: RotationRow) throws {
    guard let state = RotationState(rawValue: row.state) else {
      throw GatewayError(
        kind: .failed, code: "BadRotation",
        message: "The rotation \(row.id) stands in a state that is not known: \(row.state).",
        advice: "Use the version of tollgate that wrote it.")
    }
    self.init(
      id: row.id, place: row.place, state: state, oldKey: row.oldKey, newKey: row.newKey,
      startedAt: row.startedAt, updatedAt: row.updatedAt,
      body: try JSONDecoder().decode(Body.self, from: Data(row.body.utf8)))
  }

  /// What people see.
  func rotation(in context: GatewayContext, waits: [String]? = nil) -> Rotation {
    Rotation(
      id: id, context: context, state: state, name: body.name, oldKeyId: oldKey,
      newKeyId: newKey, plans: terms.plans.map(\.reference), startedAt: startedAt,
      retireAt: body.retireAt, quiet: terms.quiet, carriedQuota: body.carried,
      deliveredTo: body.deliveredTo, delivery: body.delivery.flatMap(DeliveryTarget.init),
      waitsFor: waits ?? body.waits, warnings: body.warnings, isForeign: isForeign,
      updatedAt: updatedAt)
  }
}
