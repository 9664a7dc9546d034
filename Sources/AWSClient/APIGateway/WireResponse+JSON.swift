extension WireResponse {
  /// Reads a successful answer's JSON, whatever its content type says.
  ///
  /// - Throws: ``AWSError`` of kind `unreadableAnswer`, in one sentence.
  func json<Value>(
    of request: AWSRequest,
    _ decode: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws(AWSError) -> Value {
    let form = BodyForm(body)
    let requestId = header("x-amzn-requestid")
    guard form == .json else {
      throw .unreadable(
        request, status: status, requestId: requestId, why: "is \(form.description)")
    }
    do throws(JSONFailure) {
      return try JSONReader.read(body, decode)
    } catch {
      let why =
        switch error.problem {
        case .truncated: "ends in the middle, after \(body.count) bytes"
        case .malformed: "is broken JSON at byte \(error.offset)"
        case .unexpectedType: "has a value of an unexpected type at byte \(error.offset)"
        case .foreign(let name): "is JSON of another kind, without “\(name)”"
        case .missing(let name): "has an entry without “\(name)”"
        }
      throw .unreadable(request, status: status, requestId: requestId, why: why)
    }
  }
}
