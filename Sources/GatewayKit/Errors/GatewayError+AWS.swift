package import AWSClient

extension GatewayError {
  /// The one place where an error of a request becomes sentences for a person.
  ///
  /// - Parameters:
  ///   - error: what was thrown.
  ///   - endpoint: the address that was asked, where it is not AWS's own.
  package init(_ error: AWSError, endpoint: String? = nil) {
    let words = Self.words(error, endpoint: endpoint)
    self.init(
      kind: words.kind, code: error.code, message: Self.masked(words.message),
      advice: words.advice, requestId: error.requestId,
      outcomeUnknown: error.mayHaveBeenApplied, denied: DeniedPermission(error))
  }

  struct Words {
    var kind: Kind
    var message: String
    var advice: String
  }

  private static func words(_ error: AWSError, endpoint: String?) -> Words {
    let host = endpoint ?? "API Gateway"
    switch error.kind {
    case .service:
      return serviceWords(error)
    case .unreachable:
      return Words(
        kind: .unreachable, message: sentence(error.message),
        advice: error.code == AWSError.proxyCode
          ? "Check HTTPS_PROXY and HTTP_PROXY, or name the host in NO_PROXY."
          : "Check the network, the region and the endpoint address.")
    case .tls:
      return Words(
        kind: .unreachable, message: sentence(error.message),
        advice: "Check the address, the clock and the certificates (AWS_CA_BUNDLE).")
    case .timedOut, .connectionClosed:
      return Words(
        kind: .temporary, message: sentence(error.message),
        advice: error.mayHaveBeenApplied
          ? "It may have been applied: look before trying again." : "Try again.")
    case .unreadableAnswer:
      let passes = error.status == 429 || error.status >= 500
      return Words(
        kind: passes ? .temporary : .failed,
        message: "\(host) did not answer \(error.operation) as API Gateway does: "
          + "\(clause(error.message)).",
        advice: (passes ? "Try again later; if it stays, check " : "Check ")
          + "the endpoint address, and whether a proxy or a sign-in page stands in between.")
    case .readOnly:
      return Words(
        kind: .refused, message: "\(error.operation) was not sent: this session is read-only.",
        advice: "Leave --read-only out to change something.")
    case .credentials:
      return Words(
        kind: .credentials, message: sentence(error.message),
        advice: credentialsAdvice(error.code))
    case .configuration:
      return Words(
        kind: .usage, message: sentence(error.message),
        advice: configurationAdvice(error.code))
    }
  }

  private static func credentialsAdvice(_ code: String) -> String {
    switch code {
    case "NeedsMFA":
      "Run a command such as tollgate keys list in a terminal, which asks for the code, or put "
        + "temporary credentials into the environment with aws configure export-credentials."
    case "InvalidMFA": "Try again with the code that the device shows now."
    case "NoSuchProfile": "Name one that is there with --profile or AWS_PROFILE."
    case "InvalidProfile", "ProfileLoop":
      "Correct the profile in ~/.aws/config, or name another with --profile."
    case "CredentialProcess":
      "Run the program by itself and look at what it prints, or name another profile with --profile."
    case "SSOExpired", "LoginExpired": "Run that line, then try again."
    case "ExpiredCredentials":
      "Renew them where they come from, then try again, or name another profile with --profile."
    default:
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with --profile, or try "
        + "--sandbox."
    }
  }

  private static func configurationAdvice(_ code: String) -> String {
    switch code {
    case "PlainEndpoint":
      "Give it an https address, or --insecure-endpoint to send requests unencrypted."
    case "InvalidEndpoint":
      "Give --endpoint-url or AWS_ENDPOINT_URL an https address, or http on this machine."
    case "InvalidCABundle":
      "Name a file of certificates in PEM with AWS_CA_BUNDLE or ca_bundle, or leave both out."
    case "InvalidServices": "Correct services in the profile, or add the section."
    case "InvalidProxy": "Correct HTTPS_PROXY or HTTP_PROXY, or leave it out."
    case "BrokenFile":
      "Correct that line, or name another file with AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE."
    case "UnreadableFile":
      "Look at the file, or name another with AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE."
    case "InvalidRegion":
      "Give the name of a region, such as eu-west-1, with --region or AWS_REGION."
    case "InvalidRetryMode": "Correct AWS_RETRY_MODE or retry_mode."
    case "InvalidMaxAttempts": "Correct AWS_MAX_ATTEMPTS or max_attempts."
    default: "Set the region with --region or AWS_REGION."
    }
  }

  /// A text as the end of a sentence: without its own full stop.
  static func clause(_ text: String) -> String {
    var text = text.trimmed()
    while text.last == "." { text.removeLast() }
    return text.isEmpty ? "no reason given" : text
  }

  /// A text as a sentence with one full stop.
  static func sentence(_ text: String) -> String { clause(text) + "." }

  /// Ids of old keys may be their values: every run of more than 20 letters and digits that has
  /// both is shown as its hash.
  static func masked(_ text: String) -> String {
    var result = ""
    var run = ""
    func flush() {
      let isLong =
        run.count > 20 && run.contains(where: \.isNumber)
        && run.contains(where: \.isLetter)
      result += isLong ? KeyID(run).shown : run
      run = ""
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber {
        run.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
