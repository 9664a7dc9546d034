import Logging
import SigV4
import Synchronization
import Testing

@testable import AWSClient

@Suite("Log")
struct LogTests {
  /// Keeps whatever is logged, metadata included.
  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    func append(_ line: String) { lines.withLock { $0.append(line) } }
  }

  struct Handler: LogHandler {
    var lines: Lines
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.append("\(event.level) \(event.message) \(event.metadata ?? [:])")
    }
  }

  private static let value = "v4lueThatMustNotBeSeen0123456789"

  private func run(_ level: Logger.Level) async throws -> String {
    let lines = Lines()
    let answer = ScriptedTransport.Reply.json(#"{"id":"k","value":"\#(Self.value)"}"#)
    let bench = Bench(
      [
        answer, answer, .json(#"{"item":[{"id":"k","value":"\#(Self.value)"}]}"#), answer,
        .json(#"{"ids":["k"]}"#), .fault(400, "BadRequestException", "bad value \(Self.value)"),
        .json(#"{"id":"open","name":"shown"}"#),
      ], logger: Logger(label: "t") { _ in Handler(lines: lines, logLevel: level) },
      credentials: ResolvedCredentials(
        credentials: Credentials(
          accessKeyId: "AKID", secretAccessKey: SecretValue(Self.value),
          sessionToken: SecretValue(Self.value + "t")), source: "environment"))
    let gateway = bench.gateway
    _ = try await gateway.createAPIKey(
      CreateAPIKeyInput(name: "n", value: SecretValue(Self.value)), lane: .interactive)
    _ = try await gateway.getAPIKey("k", includeValue: true, lane: .interactive)
    _ = try await gateway.getUsagePlanKeys(plan: "p", lane: .interactive)
    _ = try await gateway.createUsagePlanKey(plan: "p", key: Self.value, lane: .interactive)
    _ = try await gateway.importAPIKeys(
      csv: SecretValue("Key,name\n\(Self.value),n\n"), failOnWarnings: true, lane: .interactive)
    _ = try await awsError {
      try await gateway.createAPIKey(
        CreateAPIKeyInput(name: "n", value: SecretValue(Self.value)), lane: .interactive)
    }
    _ = try await gateway.getAPIKey("open", lane: .interactive)
    return lines.text
  }

  @Test("At debug level every sending is told, and no secret")
  func debug() async throws {
    let text = try await run(.trace)
    #expect(text.contains("CreateApiKey: POST https://apigateway.eu-west-1.amazonaws.com/apikeys"))
    #expect(text.contains("CreateApiKey: failed"))
    #expect(text.contains("BadRequestException"))
    #expect(text.contains(#"{"id":"open","name":"shown"}"#))
    #expect(text.contains("request-1"))
    #expect(!text.contains(Self.value))
    #expect(!text.contains("AWS4-HMAC"))
  }

  @Test("Above debug level nothing is told")
  func silence() async throws {
    #expect(try await run(.info) == "")
  }
}
