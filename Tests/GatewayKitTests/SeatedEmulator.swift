import Foundation
import SigV4

@testable import Sandbox

/// An emulator in process, asked without a socket. In a file of its own, since its module has names
/// that the service layer has too.
struct SeatedEmulator: Sendable {
  struct Answer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
  }

  private let emulator: Emulator

  init(keys: Int, plans: Int, now: @escaping @Sendable () -> Date) throws {
    emulator = try Emulator(
      SandboxOptions(keys: keys, plans: plans, propagationSeconds: 5, isUnlimited: true),
      surroundings: Surroundings(now: now, sleep: { _ in }, requestID: { "request" }))
  }

  func answer(
    _ method: String, _ target: String, _ headers: [(name: String, value: String)],
    _ body: [UInt8]
  ) -> Answer {
    let answer = emulator.answer(
      WireRequest(method: method, target: target, headers: headers, body: body),
      requestID: "request")
    return Answer(status: answer.status, headers: answer.headers, body: answer.body)
  }

  func invoke(_ value: String, api: String, stage: String, at time: Date, counting: Bool) -> Int {
    emulator.invoke(
      value: value, api: api, stage: stage, path: "/orders", at: time, counting: counting)
  }

  func close() { emulator.close() }

  static var credentials: (id: String, secret: String) {
    let credentials = SandboxIdentity.credentials
    return (credentials.accessKeyId, credentials.secretAccessKey.exposeSecret())
  }
}
