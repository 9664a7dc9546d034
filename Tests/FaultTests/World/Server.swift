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
  private let clock: FaultClock
  private let number = Mutex(0)

  /// Starts with the demo plans and no keys.
  init(clock: FaultClock, keys: Int = 0) throws {
    self.clock = clock
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
      return try emulator.store.change(at: clock.date.timeIntervalSince1970) { _, draft in
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

  /// The ways in that a plan opens, each with a path that asks for a key.
  func doors(ofPlans plans: Set<String>) -> [Door] {
    do {
      return try emulator.store.read { state in
        var doors: [Door] = []
        for plan in plans.sorted().compactMap({ state.plans[$0] }) {
          for stage in plan.stages {
            let resource = state.apis[stage.apiId]?.resources.first { resource in
              resource.methods.contains { $0.verb == "GET" && $0.apiKeyRequired }
            }
            if let resource {
              doors.append(Door(api: stage.apiId, stage: stage.stage, path: resource.path))
            }
          }
        }
        return doors
      }
    } catch {
      // Reading throws nothing; a customer without doors is no customer, which is checked.
      return []
    }
  }

  /// Whether a value lets its holder in, asked through the data plane.
  func opens(_ door: Door, _ value: String) -> Bool {
    emulator.invoke(
      value: value, api: door.api, stage: door.stage, path: door.path, at: clock.date,
      counting: false) == 200
  }

  /// Lets a holder in so many times, counted as use.
  func use(_ value: String, _ door: Door, times: Int = 1) {
    for _ in 0..<times {
      _ = emulator.invoke(
        value: value, api: door.api, stage: door.stage, path: door.path, at: clock.date)
    }
  }

  /// A stage of a plan with its limits per method.
  private static func told(_ stage: PlanStage) -> String {
    let limits = stage.throttle.sorted { $0.key < $1.key }.map { path, limit in
      "\(path)=\(limit.rateLimit ?? -1)/\(limit.burstLimit ?? -1)"
    }
    return ([stage.reference] + limits).joined(separator: " ")
  }

  /// Everything that matters of the account, now.
  func state() -> ServerState {
    var found = ServerState()
    do {
      found = try emulator.store.read { state in
        var found = ServerState()
        for plan in state.plans.newestFirst {
          found.plans[plan.id] = ServerState.Plan(
            name: plan.name, stages: Set(plan.stages.map(Self.told)))
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
