extension ResourceRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var id: String?
    var path: String?
    var methods: [Method] = []
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "path": path = try reader.string()
      case "resourceMethods":
        try reader.object { verb, reader throws(JSONFailure) in
          methods.append(try Method(&reader, verb: verb))
        }
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.need(id, "id"), path: path ?? "/",
      methods: methods.sorted { $0.httpMethod < $1.httpMethod })
  }
}

extension ResourceRecord.Method {
  /// Reads a method; without `embed=methods` the service sends an empty object for each verb.
  init(_ reader: inout JSONReader, verb: String) throws(JSONFailure) {
    var method = ResourceRecord.Method(httpMethod: verb, apiKeyRequired: false)
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "httpMethod": method.httpMethod = try reader.string() ?? verb
      case "apiKeyRequired": method.apiKeyRequired = try reader.bool() ?? false
      case "authorizationType": method.authorizationType = try reader.string()
      default: try reader.skip()
      }
    }
    self = method
  }
}
