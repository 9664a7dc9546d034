/// One operation of a PATCH.
struct Patch: Sendable, Equatable {
  /// What is done.
  enum Verb: String, Sendable, CaseIterable {
    case add
    case remove
    case move
    case test
    case replace
    case copy
  }

  /// What is done.
  var verb: Verb
  /// Where, as sent.
  var path: String
  /// With what; all values are texts, numbers included.
  var value: String?

  /// Reads the operations of a request's body.
  static func read(_ call: Call) throws(ServiceFault) -> [Patch] {
    let bodies = try JSONBody(call.body).objects("patchOperations")
    var patches: [Patch] = []
    var problems: [String] = []
    for (index, body) in bodies.enumerated() {
      let member = "'\(call.operation.inputName).patchOperations.\(index + 1).member"
      let word = try body.string("op")
      let value = try body.string("value")
      let path = try body.string("path") ?? ""
      guard let word else {
        problems.append(
          "Value null at \(member).op' failed to satisfy constraint: Member must not be null")
        continue
      }
      guard let verb = Verb(rawValue: word) else {
        problems.append(
          "Value '\(word)' at \(member).op' failed to satisfy constraint: "
            + "Member must satisfy enum value set: [add, remove, move, test, replace, copy]")
        continue
      }
      patches.append(Patch(verb: verb, path: path, value: value))
    }
    guard problems.isEmpty else { throw .validation(problems) }
    return patches
  }
}
