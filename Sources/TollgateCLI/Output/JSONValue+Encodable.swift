/// `Encodable` values as ordered JSON: members come in the order in which they are encoded, those of
/// dictionaries sorted. Foundation's encoder keeps no order.
extension JSONValue {
  /// The JSON of a value. Throws what the value's own `encode(to:)` throws.
  init(encoding value: any Encodable) throws {
    let node = Node()
    try node.set(value)
    self = node.value
  }

  /// A place in the tree that is being written.
  private final class Node {
    private enum Content {
      case empty
      case leaf(JSONValue)
      case members([(String, Node)])
      case items([Node])
    }

    private var content = Content.empty

    var value: JSONValue {
      switch content {
      case .empty: .object([])
      case .leaf(let value): value
      case .members(let members): .object(members.map { ($0.0, $0.1.value) })
      case .items(let items): .array(items.map(\.value))
      }
    }

    var count: Int {
      guard case .items(let items) = content else { return 0 }
      return items.count
    }

    func set(_ value: any Encodable) throws {
      switch value {
      case let value as String: content = .leaf(.string(value))
      case let value as Bool: content = .leaf(.bool(value))
      case let value as Int: content = .leaf(.integer(value))
      case let value as Double: content = .leaf(.number(value))
      case let value as any StringKeyed:
        content = .members([])
        for (name, member) in value.sortedMembers { try add(name).set(member) }
      default: try value.encode(to: TreeEncoder(node: self))
      }
    }

    func setNull() { content = .leaf(.null) }

    func beginMembers() {
      if case .empty = content { content = .members([]) }
    }

    func beginItems() {
      if case .empty = content { content = .items([]) }
    }

    func add(_ name: String) -> Node {
      let node = Node()
      guard case .members(let members) = content else {
        content = .members([(name, node)])
        return node
      }
      content = .members(members + [(name, node)])
      return node
    }

    func append() -> Node {
      let node = Node()
      guard case .items(let items) = content else {
        content = .items([node])
        return node
      }
      content = .items(items + [node])
      return node
    }
  }

  private struct TreeEncoder: Encoder {
    let node: Node
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
      node.beginMembers()
      return KeyedEncodingContainer(Members<Key>(node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
      node.beginItems()
      return Items(node: node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Leaf(node: node) }
  }

  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws { node.add(key.stringValue).setNull() }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
      try node.add(key.stringValue).set(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      TreeEncoder(node: node.add(key.stringValue)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      TreeEncoder(node: node.add(key.stringValue)).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { TreeEncoder(node: node.add("super")) }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
      TreeEncoder(node: node.add(key.stringValue))
    }
  }

  private struct Items: UnkeyedEncodingContainer {
    let node: Node
    var codingPath: [any CodingKey] { [] }
    var count: Int { node.count }

    mutating func encodeNil() throws { node.append().setNull() }

    mutating func encode(_ value: some Encodable) throws { try node.append().set(value) }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      TreeEncoder(node: node.append()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      TreeEncoder(node: node.append()).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { TreeEncoder(node: node.append()) }
  }

  private struct Leaf: SingleValueEncodingContainer {
    let node: Node
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { node.setNull() }

    mutating func encode(_ value: some Encodable) throws { try node.set(value) }
  }
}

/// A dictionary whose members can be had in order.
private protocol StringKeyed {
  var sortedMembers: [(String, any Encodable)] { get }
}

extension Dictionary: StringKeyed where Key == String, Value: Encodable {
  fileprivate var sortedMembers: [(String, any Encodable)] {
    sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
