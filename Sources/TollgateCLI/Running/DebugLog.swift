import Canvas
package import Logging

/// The log of `--debug`: one line a message on stderr, silent without the option.
package struct DebugLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  private let write: @Sendable (String) -> Void

  /// A logger that writes when it is on, and asks for nothing to be put together when it is off.
  package static func logger(
    isOn: Bool, write: @escaping @Sendable (String) -> Void
  ) -> Logger {
    guard isOn else { return Logger(label: "tollgate") { _ in SwiftLogNoOpLogHandler() } }
    return Logger(label: "tollgate") { _ in DebugLog(logLevel: .debug, write: write) }
  }

  private init(logLevel: Logger.Level, write: @escaping @Sendable (String) -> Void) {
    self.logLevel = logLevel
    self.write = write
  }

  /// One value of the metadata.
  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes `level message key=value …`.
  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    write(Text.sanitize("\(event.level) \(event.message)\(fields)") + "\n")
  }
}
