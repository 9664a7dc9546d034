import ArgumentParser
import GatewayKit

/// `API:STAGE /path GET=R/B`: limits of one method of a stage.
struct MethodThrottleArgument: Hashable, Sendable {
  /// The stage.
  let stage: StageArgument
  /// `/path/METHOD`, as the service keys it; the root's is `//METHOD`.
  let method: String
  /// Rate and burst.
  let throttle: Throttle

  private static let methods: Set<String> = [
    "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
  ]

  /// Reads the text; the API's name may have blanks in it.
  init(_ text: String) throws {
    let words = text.split(separator: " ")
    guard words.count >= 3, let limit = words.last, let equals = limit.firstIndex(of: "="),
      words[words.count - 2].hasPrefix("/")
    else { throw Self.malformed(text) }
    let path = words[words.count - 2]
    stage = try StageArgument(words.dropLast(2).joined(separator: " "))
    let verb = limit[..<equals].uppercased()
    guard Self.methods.contains(verb) else {
      throw ValidationError("\(verb) is no HTTP method. Write GET, POST and so on, or ANY.")
    }
    let numbers = limit[limit.index(after: equals)...]
      .split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, let rate = Double(numbers[0]), let burst = Int(numbers[1]),
      rate.isFinite, rate >= 0, burst >= 0
    else { throw Self.malformed(text) }
    method = "\(path)/\(verb)"
    throttle = Throttle(rateLimit: rate, burstLimit: burst)
  }

  private static func malformed(_ text: String) -> ValidationError {
    ValidationError(
      "'\(text)' is no method throttle. Write 'API:STAGE /path GET=RATE/BURST', "
        + "such as 'orders-api:prod /search GET=5/10'.")
  }
}
