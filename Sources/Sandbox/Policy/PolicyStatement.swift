/// A statement of a policy.
struct PolicyStatement: Sendable, Equatable {
  /// A condition; all values of it are alternatives.
  struct Condition: Sendable, Equatable {
    /// How the value is compared.
    enum Comparison: String, Sendable, CaseIterable {
      case equals = "StringEquals"
      case like = "StringLike"
      /// Whether the key is missing.
      case null = "Null"
    }

    var comparison: Comparison
    /// The name of the tag in `aws:ResourceTag/NAME`.
    var tag: String
    var values: [String]

    func holds(for tags: [String: String]) -> Bool {
      let value = tags[tag]
      switch comparison {
      case .equals: return value.map(values.contains) ?? false
      case .like: return value.map { value in values.contains { Glob.matches(value, $0) } } ?? false
      case .null: return values.contains { ($0 == "true") == (value == nil) }
      }
    }
  }

  let isAllowing: Bool
  let actions: [String]
  let resources: [String]
  let conditions: [Condition]

  init(_ value: JSONValue, number: Int) throws {
    guard case .object(let fields) = value else {
      throw Policy.Fault(description: "Statement \(number) of the policy is no object.")
    }
    let known = ["Sid", "Effect", "Action", "Resource", "Condition"]
    for name in fields.keys.sorted() where !known.contains(name) {
      throw Policy.Fault(
        description:
          "Statement \(number) of the policy has \(name), which the sandbox does not enforce.")
    }
    guard case .string(let effect)? = fields["Effect"], ["Allow", "Deny"].contains(effect) else {
      throw Policy.Fault(
        description: "The Effect of statement \(number) of the policy is not Allow or Deny.")
    }
    isAllowing = effect == "Allow"
    actions = try Self.texts(fields["Action"], "Action", number)
    resources = try Self.texts(fields["Resource"], "Resource", number)
    conditions = try Self.conditions(fields["Condition"], number)
  }

  /// Whether the statement speaks of a request.
  func covers(_ request: PolicyRequest) -> Bool {
    actions.contains { Glob.matches(request.action.lowercased(), $0.lowercased()) }
      && resources.contains { Glob.matches(request.resource, $0) }
      && conditions.allSatisfy { $0.holds(for: request.tags) }
  }

  private static func texts(
    _ value: JSONValue?, _ name: String, _ number: Int
  ) throws -> [String] {
    switch value {
    case .string(let text): return [text]
    case .array(let list):
      let texts = list.compactMap { if case .string(let text) = $0 { text } else { nil } }
      if texts.count == list.count, !texts.isEmpty { return texts }
    default: break
    }
    throw Policy.Fault(
      description: "The \(name) of statement \(number) of the policy is no text or list of texts.")
  }

  private static func conditions(
    _ value: JSONValue?, _ number: Int
  ) throws -> [Condition] {
    guard let value else { return [] }
    guard case .object(let operators) = value else {
      throw Policy.Fault(
        description: "The Condition of statement \(number) of the policy is no object.")
    }
    var conditions: [Condition] = []
    for (name, keys) in operators.sorted(by: { $0.key < $1.key }) {
      guard let comparison = Condition.Comparison(rawValue: name), case .object(let keys) = keys
      else {
        throw Policy.Fault(
          description: "Statement \(number) of the policy has the condition \(name), which the "
            + "sandbox does not enforce.")
      }
      for (key, values) in keys.sorted(by: { $0.key < $1.key }) {
        let prefix = "aws:ResourceTag/"
        guard key.hasPrefix(prefix) else {
          throw Policy.Fault(
            description: "Statement \(number) of the policy asks for \(key), which the sandbox "
              + "does not enforce.")
        }
        conditions.append(
          Condition(
            comparison: comparison, tag: String(key.dropFirst(prefix.count)),
            values: try texts(values, key, number)))
      }
    }
    return conditions
  }
}
