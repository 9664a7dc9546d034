import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SigV4
import Synchronization
import Testing

@testable import Sandbox

/// A clock that stands still until it is moved.
final class StoppedClock: Sendable {
  private let time: Mutex<Double>
  private let slept = Mutex<[Int]>([])

  /// Stops at 2026-03-18T12:00:00Z, a Wednesday.
  init(_ time: Double = 1_773_835_200) {
    self.time = Mutex(time)
  }

  /// Seconds since 1970.
  var now: Double { time.withLock { $0 } }

  /// The milliseconds that were waited for.
  var sleeps: [Int] { slept.withLock { $0 } }

  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }

  /// The clock with request ids that say nothing.
  var surroundings: Surroundings {
    Surroundings(
      now: { Date(timeIntervalSince1970: self.now) },
      sleep: { milliseconds in self.slept.withLock { $0.append(milliseconds) } },
      requestID: { "00000000-0000-4000-8000-000000000000" })
  }
}

/// What came back.
struct Heard: Equatable {
  var status: Int
  var body: String
  var errorType: String?
  var retryAfter: String?

  init(_ status: Int, _ body: String, errorType: String? = nil, retryAfter: String? = nil) {
    self.status = status
    self.body = body
    self.errorType = errorType
    self.retryAfter = retryAfter
  }

  /// A refusal in the words of API Gateway.
  static func refusal(
    _ status: Int, _ code: String, _ message: String, retryAfter: String? = nil
  ) -> Heard {
    Heard(
      status, "{\"message\":\"\(message)\"}", errorType: code, retryAfter: retryAfter)
  }

  /// A text field of the body.
  func text(_ name: String) -> String? {
    guard case .object(let fields)? = try? JSONValue(reading: Array(body.utf8)),
      case .string(let text)? = fields[name]
    else { return nil }
    return text
  }

  /// One text field of every item of a list.
  func items(_ name: String, in list: String = "item") -> [String] {
    guard case .object(let fields)? = try? JSONValue(reading: Array(body.utf8)),
      case .array(let list)? = fields[list]
    else { return [] }
    return list.compactMap {
      guard case .object(let item) = $0, case .string(let text)? = item[name] else { return nil }
      return text
    }
  }
}

/// Sends signed requests to an emulator in process.
struct Caller {
  let client: any TestClientProtocol
  let clock: StoppedClock
  var credentials = SandboxIdentity.credentials
  var service = "apigateway"
  var region = "us-east-1"
  /// What the caller's own clock is off by.
  var skew = 0.0
  var accept: String? = "application/json"
  /// What someone does to the request after it was signed.
  var tamper: (inout HTTPFields, inout String, inout String) -> Void = { _, _, _ in }

  func ask(
    _ method: HTTPRequest.Method, _ target: String, _ body: String = ""
  ) async throws -> Heard {
    let answer = try await send(method, target, body)
    return Heard(
      answer.status.code, String(buffer: answer.body),
      errorType: field("X-Amzn-ErrorType", of: answer),
      retryAfter: field("Retry-After", of: answer))
  }

  func send(
    _ method: HTTPRequest.Method, _ target: String, _ body: String = ""
  ) async throws -> TestResponse {
    let parts = target.split(separator: "?", maxSplits: 1)
    var headers = [SignableRequest.Header("Host", "localhost")]
    if let accept { headers.append(.init("Accept", accept)) }
    let request = SignableRequest(
      method: method.rawValue, path: String(parts[0]),
      query: parts.count > 1 ? String(parts[1]) : "", headers: headers, body: Array(body.utf8))
    let signed = Signer(region: region, service: service).sign(
      request, credentials: credentials,
      date: Date(timeIntervalSince1970: clock.now + skew))
    var fields = HTTPFields()
    for header in headers.dropFirst() + signed.headers {
      if let name = HTTPField.Name(header.name) { fields[name] = header.value }
    }
    var (sentTarget, sentBody) = (target, body)
    tamper(&fields, &sentTarget, &sentBody)
    return try await client.execute(
      uri: sentTarget, method: method, headers: fields,
      body: sentBody.isEmpty ? nil : ByteBuffer(string: sentBody))
  }

  /// Asks a service that speaks JSON 1.1; the operation is named in a header.
  func call(_ service: String, _ operation: String, _ body: String = "{}") async throws -> Heard {
    var caller = self
    caller.service = service
    caller.tamper = { fields, _, _ in
      if let name = HTTPField.Name("X-Amz-Target") { fields[name] = operation }
      fields[.contentType] = "application/x-amz-json-1.1"
    }
    return try await caller.ask(.post, "/", body)
  }

  private func field(_ name: String, of answer: TestResponse) -> String? {
    HTTPField.Name(name).flatMap { answer.headers[$0] }
  }
}

/// Tells a story with an emulator in process.
func story(
  _ options: SandboxOptions = SandboxOptions(keys: 0, plans: 1, isUnlimited: true),
  clock: StoppedClock = StoppedClock(), _ tell: @Sendable @escaping (Caller) async throws -> Void
) async throws {
  let emulator = try Emulator(options, surroundings: clock.surroundings)
  defer { emulator.close() }
  try await Application(responder: emulator).test(.router) { client in
    try await tell(Caller(client: client, clock: clock))
  }
}

/// Compares two whole values; inside the closure of a story the macro cannot hold `try await`.
func expect<Value: Equatable>(
  _ found: Value, _ wanted: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found == wanted, sourceLocation: sourceLocation)
}
