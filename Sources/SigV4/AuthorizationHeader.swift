/// The parts of an `Authorization: AWS4-HMAC-SHA256 …` header.
struct AuthorizationHeader: Equatable, Sendable {
  /// The caller's access key id.
  var accessKeyId: String
  /// The scope's day, `20150830`.
  var day: String
  /// The scope's region.
  var region: String
  /// The scope's signing name.
  var service: String
  /// Names of the signed headers as given.
  var signedHeaders: [String]
  /// The signature as given.
  var signature: String

  /// Everything after the access key id.
  var scope: String { "\(day)/\(region)/\(service)/aws4_request" }

  /// Reads a header.
  ///
  /// - Throws: ``Verifier/Refusal/incompleteSignature(_:)`` with AWS's sentence.
  init(_ text: String) throws(Verifier.Refusal) {
    let algorithm = "AWS4-HMAC-SHA256"
    guard text.hasPrefix(algorithm + " ") else {
      let named = text.prefix { $0 != " " }
      throw .incompleteSignature("Unsupported AWS 'algorithm': '\(named)'.")
    }
    var fields: [String: String] = [:]
    for part in text.dropFirst(algorithm.count + 1).split(separator: ",") {
      let trimmed = part.drop { $0 == " " }
      guard let equals = trimmed.firstIndex(of: "=") else {
        throw .incompleteSignature(
          "'\(trimmed)' not a valid key=value pair (missing equal-sign) in Authorization header.")
      }
      var value = trimmed[trimmed.index(after: equals)...]
      while value.last == " " { value.removeLast() }
      fields[String(trimmed[..<equals])] = String(value)
    }
    let missing = ["Credential", "SignedHeaders", "Signature"].filter { fields[$0] == nil }
    guard missing.isEmpty, let credential = fields["Credential"],
      let names = fields["SignedHeaders"], let signature = fields["Signature"]
    else {
      throw .incompleteSignature(
        missing.map { "Authorization header requires '\($0)' parameter. " }.joined())
    }
    let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 5, parts[parts.count - 1] == "aws4_request" else {
      throw .incompleteSignature(
        "Credential must have at least 5 slash-delimited elements, e.g. "
          + "keyid/date/region/service/term, got '\(credential)'")
    }
    // An access key id could hold a slash in principle: the scope is the last four elements.
    accessKeyId = parts.dropLast(4).joined(separator: "/")
    day = parts[parts.count - 4]
    region = parts[parts.count - 3]
    service = parts[parts.count - 2]
    signedHeaders = names.split(separator: ";").map(String.init)
    self.signature = signature
  }
}
