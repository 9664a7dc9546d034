import Foundation

extension RestAPIRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = RestAPIRecord(id: "")
    var id: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "name": record.name = try reader.string()
      case "description": record.description = try reader.string()
      case "createdDate": record.createdDate = try reader.date()
      case "apiKeySource": record.apiKeySource = try reader.string()
      default: try reader.skip()
      }
    }
    record.id = try reader.need(id, "id")
    self = record
  }
}

extension StageRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = StageRecord(stageName: "")
    var stageName: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "stageName": stageName = try reader.string()
      case "deploymentId": record.deploymentId = try reader.string()
      case "accessLogSettings":
        try reader.object { name, reader throws(JSONFailure) in
          switch name {
          case "format": record.accessLogFormat = try reader.string()
          case "destinationArn": record.accessLogDestination = try reader.string()
          default: try reader.skip()
          }
        }
      default: try reader.skip()
      }
    }
    record.stageName = try reader.need(stageName, "stageName")
    self = record
  }
}

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

extension AccountRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = AccountRecord()
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "throttleSettings": record.throttleSettings = try ThrottleRecord.ifAny(&reader)
      case "cloudwatchRoleArn": record.cloudwatchRoleArn = try reader.string()
      case "features": record.features = try reader.strings()
      default: try reader.skip()
      }
    }
    self = record
  }
}
