/// Dresses a JSON answer as HAL, which API Gateway does for callers that do not ask for JSON.
///
/// In HAL, lists of one thing are the thing itself; every SDK asks for JSON for that reason.
enum HAL {
  private static let curies: JSONValue = .object([
    "href": .string(
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/restapi-{rel}.html"),
    "name": .string("apigateway"), "templated": .bool(true),
  ])

  /// Whether a caller gets HAL.
  static func isWanted(accept: String?) -> Bool {
    accept?.lowercased().contains("application/json") != true
  }

  /// Dresses a reply's body.
  static func body(_ reply: Reply) -> [UInt8] {
    // The body was written by this program; if it could not be read back it goes out as it is.
    let value = try? JSONValue(reading: reply.body)
    guard case .object(let fields) = value else { return reply.body }
    var writer = JSONWriter(capacity: reply.body.count * 2)
    switch reply.shape {
    case .nothing: return reply.body
    case .thing(let path): JSONValue.object(thing(fields, at: path)).write(to: &writer)
    case .list(let path, let idField):
      list(fields, at: path, idField: idField).write(to: &writer)
    }
    return writer.bytes
  }

  private static func thing(
    _ fields: [String: JSONValue], at path: String
  ) -> [String: JSONValue] {
    var dressed = fields.mapValues(collapsed)
    dressed["_links"] = .object(["self": link(path)])
    return dressed
  }

  private static func list(
    _ fields: [String: JSONValue], at path: String, idField: String
  ) -> JSONValue {
    var links: [String: JSONValue] = ["self": link(path), "curies": collapsed(.array([curies]))]
    if case .string(let position)? = fields["position"] {
      links["next"] = link("\(path)?position=\(PercentCoding.encoded(position))")
    }
    guard case .array(let items)? = fields["item"], !items.isEmpty else {
      return .object(["_links": .object(links)])
    }
    var hrefs: [JSONValue] = []
    var embedded: [JSONValue] = []
    for item in items {
      guard case .object(let inner) = item else { continue }
      let path =
        if case .string(let id)? = inner[idField] { "\(path)/\(PercentCoding.encoded(id))" } else {
          path
        }
      hrefs.append(link(path))
      embedded.append(.object(thing(inner, at: path)))
    }
    links["item"] = one(hrefs)
    return .object([
      "_links": .object(links), "_embedded": .object(["item": one(embedded)]),
    ])
  }

  private static func link(_ path: String) -> JSONValue { .object(["href": .string(path)]) }

  private static func one(_ list: [JSONValue]) -> JSONValue {
    list.count == 1 ? list[0] : .array(list)
  }

  private static func collapsed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let list): one(list.map(collapsed))
    case .object(let map): .object(map.mapValues(collapsed))
    default: value
    }
  }
}
