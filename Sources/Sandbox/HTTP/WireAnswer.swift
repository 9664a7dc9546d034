/// An answer before it goes on the wire.
struct WireAnswer: Sendable {
  /// The HTTP status.
  var status: Int
  /// Header fields besides length, date and request id.
  var headers: [(name: String, value: String)]
  /// The body's bytes.
  var body: [UInt8]

  /// Makes an answer.
  init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer with a JSON body.
  static func json(status: Int = 200, _ body: [UInt8]) -> WireAnswer {
    WireAnswer(status: status, headers: [("Content-Type", "application/json")], body: body)
  }
}
