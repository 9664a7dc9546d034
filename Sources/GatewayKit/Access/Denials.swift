import AWSClient
import Synchronization

/// What the caller may not do, as it turned out: figures that are left out for it are told once.
final class Denials: Sendable {
  private let known = Mutex<[(capability: Capability, sentence: String)]>([])

  /// One sentence for each thing that is left out.
  var sentences: [String] { known.withLock { $0.map(\.sentence) } }

  /// Runs a read that an answer can do without; nil when the caller may not do it.
  func optional<Value>(
    _ capability: Capability, _ read: () async throws -> Value
  ) async throws -> Value? {
    do {
      return try await read()
    } catch let error as AWSError where error.isDenial {
      note(error, without: capability)
      return nil
    }
  }

  private func note(_ error: AWSError, without capability: Capability) {
    let sentence =
      GatewayError(error).message + " Without it, \(capability.words) is not possible."
    known.withLock { known in
      guard !known.contains(where: { $0.capability == capability }) else { return }
      known.append((capability, sentence))
    }
  }
}

extension AWSError {
  /// Whether the caller lacks a permission.
  var isDenial: Bool {
    kind == .service && ["AccessDeniedException", "AccessDenied"].contains(code)
  }
}
