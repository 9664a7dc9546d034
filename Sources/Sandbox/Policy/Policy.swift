import Foundation

/// An identity-based policy of IAM, as far as the emulator enforces it: Allow and Deny, actions and
/// resources with `*` and `?`, and three kinds of conditions on the tags of a key or plan.
package struct Policy: Sendable, Equatable {
  /// Why a policy cannot be enforced.
  package struct Fault: Error, CustomStringConvertible {
    /// The sentence for the user.
    package let description: String
  }

  /// What a policy says of a request.
  enum Verdict: Sendable, Equatable {
    case allowed
    /// No statement allows it.
    case notAllowed
    /// A statement denies it.
    case denied
  }

  let statements: [PolicyStatement]

  /// Reads a policy's JSON.
  ///
  /// - Throws: ``Fault`` for what is no policy, and for elements that the emulator would have to
  ///   pass over: a policy that is only half enforced proves nothing.
  package init(json: [UInt8]) throws {
    let value: JSONValue
    do {
      value = try JSONValue(reading: json)
    } catch {
      throw Fault(description: "The policy is not JSON.")
    }
    guard case .object(let document) = value, let list = document["Statement"] else {
      throw Fault(description: "The policy has no Statement.")
    }
    for name in document.keys where !["Version", "Id", "Statement"].contains(name) {
      throw Fault(description: "The policy has an element \(name), which IAM does not know.")
    }
    var items: [JSONValue] = [list]
    if case .array(let several) = list { items = several }
    statements = try items.enumerated().map { try PolicyStatement($1, number: $0 + 1) }
  }

  /// What the policy says of an action on a resource that has these tags.
  func verdict(on request: PolicyRequest) -> Verdict {
    let matching = statements.filter { $0.covers(request) }
    if matching.contains(where: { !$0.isAllowing }) { return .denied }
    return matching.isEmpty ? .notAllowed : .allowed
  }
}
