package import Canvas
package import Foundation
package import GatewayKit

/// How a person asks to be connected.
package enum ConnectionChoice: Hashable, Sendable {
  /// With the options that the program was started with.
  case asStarted
  /// To the embedded sandbox.
  case sandbox
  /// With a profile of the shared files.
  case profile(String)
}

/// The console's world: where the service comes from, what time it is, how to wait, how to look.
package struct ConsoleServices: Sendable {
  /// Opens a context; codes of MFA devices are asked for by the function that it gets. Throws
  /// `GatewayError`; kind `credentials` leads to the first-start screen.
  package var connect:
    @Sendable (ConnectionChoice, @escaping AskGatewayCode) async throws -> GatewayService
  /// The time.
  package var now: @Sendable () -> Date
  /// Waits; throws when cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void
  /// The appearance of a theme by slug, nil for the one chosen at start; nil when there is none.
  package var styleSheet: @Sendable (_ slug: String?) -> StyleSheet?

  /// Reads the themes that can be chosen: slugs, and a sentence for each file that is no theme. Asked
  /// after the first frame, since it reads files.
  package var themes: @Sendable () -> (slugs: [String], problems: [String])

  /// Hands values of new keys over to files of mode 0600; the clipboard is the console's own.
  package var courier: Courier
  /// Writes a report in Markdown to a path that was free, the same as JSON and a notice to the
  /// customer beside it, all 0600; returns the paths. With `replaces` it may take the place of what
  /// it wrote there before. Throws `GatewayError`.
  package var writeReport:
    @Sendable (_ report: IncidentReport, _ path: String, _ replaces: Bool) throws -> [String]

  /// Makes a world.
  package init(
    connect:
      @escaping @Sendable (ConnectionChoice, @escaping AskGatewayCode) async throws ->
      GatewayService,
    now: @escaping @Sendable () -> Date,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    styleSheet: @escaping @Sendable (String?) -> StyleSheet?,
    themes: @escaping @Sendable () -> (slugs: [String], problems: [String]) = { ([], []) },
    courier: Courier = .none,
    writeReport: @escaping @Sendable (IncidentReport, String, Bool) throws -> [String] = {
      _, _, _ in []
    }
  ) {
    self.connect = connect
    self.now = now
    self.sleep = sleep
    self.styleSheet = styleSheet
    self.themes = themes
    self.courier = courier
    self.writeReport = writeReport
  }
}
