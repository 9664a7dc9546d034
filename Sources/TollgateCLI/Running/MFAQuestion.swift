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

  /// Asks for the code of the device with a serial number.
  ///
  /// - Throws: ``GatewayError`` of kind `credentials` when none is given, `CancellationError`.
  func ask(_ serial: String) async throws -> String {
    try turn.withLock { _ in
      world.writeError(Text.sanitize("Code of the MFA device \(serial): "))
      defer { world.writeError("\n") }
      guard let code = try world.readLine(false), !code.trimmed.isEmpty else {
        throw GatewayError(
          kind: .credentials, code: "NoMFA", message: "No code of the MFA device was given",
          advice: "Try again with the code that the device shows")
      }
      return code.trimmed
    }
  }
}
