/// The object in a request's body, read with AWS's complaints.
struct JSONBody: Sendable {
  private let fields: [String: JSONValue]

  /// Reads a body; an empty one counts as an empty object.
  init(_ bytes: [UInt8]) throws(ServiceFault) {
    if bytes.isEmpty {
      fields = [:]
      return
    }
    guard case .object(let fields)? = Self.read(bytes) else {
      throw .serialization("Unable to parse the body as a JSON object")
    }
    self.fields = fields
  }

  init(fields: [String: JSONValue]) {
    self.fields = fields
  }

  private static func read(_ bytes: [UInt8]) -> JSONValue? {
    // The parser's own words are of no use to the caller; AWS answers one code for all of them.
    try? JSONValue(reading: bytes)
  }

  /// A text; nil when it is missing or null.
  func string(_ name: String) throws(ServiceFault) -> String? {
    switch fields[name] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw .serialization("The field \(name) must be a string")
    }
  }

  /// A flag; nil when it is missing or null.
  func bool(_ name: String) throws(ServiceFault) -> Bool? {
    switch fields[name] {
    case nil, .null: return nil
    case .bool(let flag): return flag
    default: throw .serialization("The field \(name) must be a boolean")
    }
  }

  /// A whole number; nil when it is missing or null.
  func int(_ name: String) throws(ServiceFault) -> Int? {
    switch fields[name] {
    case nil, .null: return nil
    case .int(let number): return number
    default: throw .serialization("The field \(name) must be an integer")
    }
  }

  /// A number; nil when it is missing or null.
  func double(_ name: String) throws(ServiceFault) -> Double? {
    switch fields[name] {
    case nil, .null: return nil
    case .int(let number): return Double(number)
    case .double(let number): return number
    default: throw .serialization("The field \(name) must be a number")
    }
  }

  /// An object inside; nil when it is missing or null.
  func object(_ name: String) throws(ServiceFault) -> JSONBody? {
    switch fields[name] {
    case nil, .null: return nil
    case .object(let inner): return JSONBody(fields: inner)
    default: throw .serialization("The field \(name) must be an object")
    }
  }

  /// A list of objects; empty when it is missing or null.
  func objects(_ name: String) throws(ServiceFault) -> [JSONBody] {
    switch fields[name] {
    case nil, .null: return []
    case .array(let list):
      var bodies: [JSONBody] = []
      for item in list {
        guard case .object(let inner) = item else {
          throw .serialization("The field \(name) must be a list of objects")
        }
        bodies.append(JSONBody(fields: inner))
      }
      return bodies
    default: throw .serialization("The field \(name) must be a list")
    }
  }

  /// A list of texts; nil when it is missing or null.
  func strings(_ name: String) throws(ServiceFault) -> [String]? {
    switch fields[name] {
    case nil, .null: return nil
    case .array(let list):
      var texts: [String] = []
      for item in list {
        guard case .string(let text) = item else {
          throw .serialization("The field \(name) must be a list of strings")
        }
        texts.append(text)
      }
      return texts
    default: throw .serialization("The field \(name) must be a list")
    }
  }

  /// A map of texts; nil when it is missing or null.
  func map(_ name: String) throws(ServiceFault) -> [String: String]? {
    guard let inner = try object(name) else { return nil }
    var map: [String: String] = [:]
    for key in inner.names { map[key] = try inner.string(key) ?? "" }
    return map
  }

  /// The names of all fields, in order.
  var names: [String] { fields.keys.sorted() }
}

extension ServiceFault {
  /// The body could not be read.
  static func serialization(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "SerializationException", message: message)
  }
}
