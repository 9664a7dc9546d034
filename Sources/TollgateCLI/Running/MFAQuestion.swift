import Canvas
import GatewayKit
import Synchronization

/// Asks on the terminal for the codes of MFA devices, one question at a time, without echo.
final class MFAQuestion: Sendable {
  private let world: World
  private let turn = Mutex(())

  /// Nil where nobody can be asked.
  init?(_ world: World) {
    guard world.terminals.canAsk else { return nil }
    self.world = world
  }

  /// Asks for the code of a device. One that was refused is not asked for again: whoever started the
  /// command sees why, and starts it again.
  ///
  /// - Throws: ``GatewayError`` of kind `credentials` when none is given, `CancellationError`.
  func ask(_ request: GatewayCodeRequest) async throws -> KeyValue? {
    let (_, serial, refusal) = request.parts
    guard refusal == nil else { return nil }
    return try turn.withLock { _ in
      world.writeError(Text.sanitize("Code of the MFA device \(serial): "))
      defer { world.writeError("\n") }
      guard let code = try world.readLine(false), !code.trimmed.isEmpty else {
        throw GatewayError(
          kind: .credentials, code: "NoMFA", message: "No code of the MFA device was given",
          advice: "Try again with the code that the device shows")
      }
      return KeyValue(entered: code.trimmed)
    }
  }
}
