import GatewayKit

/// The codes the program ends with.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  /// The number the shell sees.
  package let rawValue: Int32

  /// Wraps a number.
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// All was done.
  package static let done = ExitStatus(rawValue: 0)
  /// Something failed.
  package static let failed = ExitStatus(rawValue: 1)
  /// Nothing was found.
  package static let notFound = ExitStatus(rawValue: 3)
  /// Read-only, not confirmed, or ambiguous.
  package static let refused = ExitStatus(rawValue: 4)
  /// The words on the command line are wrong.
  package static let usage = ExitStatus(rawValue: 64)
  /// An input file is broken.
  package static let badInput = ExitStatus(rawValue: 65)
  /// Nobody answers at the endpoint.
  package static let unreachable = ExitStatus(rawValue: 69)
  /// Throttled or a passing fault: the same again later.
  package static let temporary = ExitStatus(rawValue: 75)
  /// Credentials or permission.
  package static let credentials = ExitStatus(rawValue: 77)
  /// Interrupted from the keyboard.
  package static let interrupted = ExitStatus(rawValue: 130)

  /// The code that belongs to a kind of failure.
  init(_ kind: GatewayError.Kind) {
    switch kind {
    case .failed: self = .failed
    case .notFound: self = .notFound
    case .refused: self = .refused
    case .usage: self = .usage
    case .badInput: self = .badInput
    case .unreachable: self = .unreachable
    case .temporary: self = .temporary
    case .credentials: self = .credentials
    }
  }
}
