import Canvas
import GatewayKit

/// The one place where any error becomes a person's sentences and an exit code.
struct ErrorReport: Sendable {
  /// The error as it is told.
  let error: GatewayError
  /// The code the program ends with.
  let status: ExitStatus
  private let mask: ArgumentMask

  /// Reads an error of any kind.
  init(_ error: any Error, mask: ArgumentMask = ArgumentMask([])) {
    self.mask = mask
    switch error {
    case let error as GatewayError:
      self.error = error
      status = ExitStatus(error.kind)
    case is CancellationError:
      self.error = GatewayError(
        kind: .failed, code: "Interrupted", message: "Interrupted.",
        advice: "What was not sent by then was dropped.")
      status = .interrupted
    default:
      self.error = GatewayError(
        kind: .failed, code: "InternalError",
        message:
          "Something went wrong that has no sentence of its own: \(String(describing: error))",
        advice: "Run the command again with --debug and report what it says.")
      status = .failed
    }
  }

  /// What a person reads: what happened, then what to do.
  var text: String {
    let parts = [error.message, error.advice].filter { !$0.isEmpty }.map(Self.sentence)
    let told = parts.joined(separator: " ")
    return Text.sanitize(mask.apply(to: told))
  }

  /// The error for programs, on one line.
  var jsonLine: String {
    JSONValue.object([("error", json)]).compact
  }

  /// The same of a context that failed among others.
  func jsonLine(of context: GatewayContext) -> String {
    guard case .object(let members) = json else { return jsonLine }
    let place = JSONValue.object([
      ("profile", .string(context.profile)), ("region", .string(context.region)),
    ])
    return JSONValue.object([("error", .object(members + [("context", place)]))]).compact
  }

  /// `{"code","message","advice","requestId"}`.
  var json: JSONValue {
    .object([
      ("code", .string(error.code)),
      ("message", .string(mask.apply(to: Self.sentence(error.message)))),
      ("advice", .string(mask.apply(to: Self.sentence(error.advice)))),
      ("requestId", error.requestId.map(JSONValue.string) ?? .null),
    ])
  }

  /// With a full stop at its end.
  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".?:!".contains(last) ? text : text + "."
  }

  /// The sentence of the argument parser's text, without its label and without the usage below it.
  static func firstSentence(ofParserText text: String) -> String {
    let line = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? text
    return line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line
  }
}
