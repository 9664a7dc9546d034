import Foundation
import Logging
import SigV4
import Synchronization

@testable import Sandbox

/// The emulator in process, asked without a socket, and its state as it is, asked without a request.
final class Server: Sendable {
  /// An answer as it goes on the wire.
  struct Reply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
  }

  private let emulator: Emulator
  private let number = Mutex(0)

  /// Starts with the demo plans and no keys.
  init(clock: FaultClock, keys: Int = 0) throws {
    emulator = try Emulator(
      SandboxOptions(keys: keys, plans: 9, propagationSeconds: 0, isUnlimited: true),
      surroundings: Surroundings(
        now: { clock.date }, sleep: { _ in },
        requestID: { "00000000-0000-4000-8000-000000000000" }))
  }

  /// The variables that point the program at it; the address is never dialled.
  static let environment: [String: String] = [
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_ACCESS_KEY_ID": SandboxIdentity.credentials.accessKeyId,
    "AWS_SECRET_ACCESS_KEY": SandboxIdentity.credentials.secretAccessKey.exposeSecret(),
    "AWS_REGION": SandboxIdentity.region,
  ]

  /// Answers a request.
  func answer(
    _ method: String, _ target: String, headers: [(name: String, value: String)], body: [UInt8]
  ) -> Reply {
    let request = WireRequest(method: method, target: target, headers: headers, body: body)
    let id = number.withLock { number in
      number += 1
      return "request-\(number)"
    }
    let answer = emulator.answer(request, requestID: id)
    return Reply(
      status: answer.status, headers: answer.headers + [("x-amzn-RequestId", id)],
      body: answer.body)
  }

  /// Puts keys into plans as if they had been there for long, without a request for each.
  ///
  /// - Returns: their ids, in order.
  func settle(_ names: [String], plan: String) -> [String] {
    do {
      return try emulator.store.change { _, draft in
        names.map { name in
          let serial = draft.nextSerial()
          let id = "settled\(1000 + serial)"
          draft.decide(
            .putKey(
              APIKey(
                id: id, serial: serial, value: "settled-value-\(1000 + serial)-abcdefghijklmnop",
                name: name, enabled: true, created: 1_700_000_000, updated: 1_700_000_000,
                tags: ["owner": name, "team": "sales"])))
          draft.decide(
            .putMembership(Membership(plan: plan, key: id, serial: draft.nextSerial())))
          return id
        }
      }
    } catch {
      // Nothing refuses it; a flow without keys fails its first check.
      return []
    }
  }

  /// Everything that matters of the account, now.
  func state() -> ServerState {
    var found = ServerState()
    do {
      found = try emulator.store.read { state in
        var found = ServerState()
        for plan in state.plans.newestFirst {
          found.plans[plan.id] = ServerState.Plan(
            name: plan.name, stages: Set(plan.stages.map(\.reference)))
        }
        for key in state.keys.newestFirst {
          found.keys[key.id] = ServerState.Key(
            name: key.name ?? "", isEnabled: key.enabled, value: key.value,
            description: key.description ?? "", customerId: key.customerId ?? "",
            tags: key.tags, plans: Set(state.plans(ofKey: key.id)))
        }
        return found
      }
    } catch {
      // Reading throws nothing; an empty state makes every check fail.
    }
    return found
  }
}
