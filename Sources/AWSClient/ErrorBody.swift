/// What the body of an error answer says, whoever sent it.
struct ErrorBody {
  /// The error's code, with whatever is attached to it.
  var code: String?
  /// The sentence.
  var message: String?
  /// The request id, where it stands in the body.
  var requestId: String?
  /// False for a page, for half a text and for what is no text at all; an empty body is readable.
  var isReadable = true
  /// What the body is, when it is not readable, as the end of a sentence.
  var description = ""

  /// Reads a body in any of the forms.
  init(_ body: [UInt8]) {
    switch BodyForm(body) {
    case .empty: return
    case .markup:
      readXML(String(decoding: body, as: UTF8.self))
      if code == nil {
        isReadable = false
        description = BodyForm.markup.description
      }
    case .json:
      do throws(JSONFailure) {
        try JSONReader.read(body) { reader throws(JSONFailure) in try readObject(&reader) }
      } catch {
        isReadable = false
        description = error.problem == .truncated ? "half a JSON text" : "broken JSON"
      }
    case .other:
      isReadable = false
      description = BodyForm.other.description
    }
  }

  private mutating func readObject(_ reader: inout JSONReader) throws(JSONFailure) {
    guard try reader.next() == .object else { return try reader.skip() }
    var found = self
    try reader.object { name, reader throws(JSONFailure) in
      switch name.lowercased() {
      case "message", "errormessage": found.message = try reader.string() ?? found.message
      case "__type", "code": found.code = try reader.string() ?? found.code
      case "requestid": found.requestId = try reader.string()
      // STS in JSON: {"Error":{"Code":…,"Message":…},"RequestId":…}.
      case "error":
        guard try reader.next() == .object else { return try reader.skip() }
        try found.readObject(&reader)
      default: try reader.skip()
      }
    }
    self = found
  }

  private mutating func readXML(_ text: String) {
    code = XMLText.content(of: "Code", in: text)
    message = XMLText.content(of: "Message", in: text)
    requestId =
      XMLText.content(of: "RequestId", in: text) ?? XMLText.content(of: "RequestID", in: text)
  }
}
