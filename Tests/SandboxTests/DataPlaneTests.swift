import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Sandbox

/// A data plane over an account made by hand: API `api`, stage `prod`, plan `plan`, key `key` with
/// the value of forty `v`.
private struct Scene {
  static let value = String(repeating: "v", count: 40)
  let clock = StoppedClock()
  let store: AccountStore
  let plane: DataPlane

  init(
    propagation: Double = 0, quota: Quota? = nil, throttle: Throttle? = nil,
    methods: [String: Throttle] = [:]
  ) {
    var state = AccountState()
    let wanted = RestAPI.Method(verb: "GET", apiKeyRequired: true)
    let resources = [
      RestAPI.Resource(
        id: "root", path: "/", methods: [RestAPI.Method(verb: "GET", apiKeyRequired: false)]),
      RestAPI.Resource(id: "list", parentId: "root", path: "/orders", methods: [wanted]),
      RestAPI.Resource(
        id: "one", parentId: "list", path: "/orders/{id}",
        methods: [wanted, RestAPI.Method(verb: "POST", apiKeyRequired: true)]),
      RestAPI.Resource(
        id: "last", parentId: "list", path: "/orders/last",
        methods: [RestAPI.Method(verb: "ANY", apiKeyRequired: false)]),
      RestAPI.Resource(
        id: "rest", parentId: "root", path: "/files/{proxy+}",
        methods: [RestAPI.Method(verb: "GET", apiKeyRequired: false)]),
      RestAPI.Resource(
        id: "hook", parentId: "root", path: "/hook",
        methods: [
          RestAPI.Method(verb: "POST", apiKeyRequired: false, authorizationType: "AWS_IAM")
        ]),
    ]
    state.apply(
      .putAPI(
        RestAPI(
          id: "api", serial: 1, name: "api", created: 0, resources: resources,
          stages: ["prod", "test"].map {
            RestAPI.Stage(name: $0, deploymentId: "d", created: 0, updated: 0)
          })))
    state.apply(
      .putPlan(
        UsagePlan(
          id: "plan", serial: 2, name: "plan",
          stages: [PlanStage(apiId: "api", stage: "prod", throttle: methods)], throttle: throttle,
          quota: quota)))
    state.apply(.putKey(Self.key(enabled: true)))
    state.apply(.putMembership(Membership(plan: "plan", key: "key", serial: 4)))
    state.apply(.putMeter(Meter(plan: "plan", key: "key", spans: [Meter.Span(from: 0)])))
    store = AccountStore(
      AccountTimeline(state, propagation: propagation), log: nil, seed: 1)
    plane = DataPlane(store: store, log: AccessLog())
  }

  static func key(enabled: Bool) -> APIKey {
    APIKey(id: "key", serial: 3, value: value, enabled: enabled, created: 0, updated: 0)
  }

  func call(
    _ method: String = "GET", _ path: String = "/orders", stage: String = "prod",
    value: String? = Scene.value
  ) -> Outcome {
    plane.serve(
      invocation(method, path, stage: stage, value: value), requestID: "r", at: date())
  }

  func invocation(
    _ method: String = "GET", _ path: String = "/orders", stage: String = "prod",
    value: String? = Scene.value
  ) -> Invocation {
    Invocation(
      api: "api", stage: stage, method: method,
      path: path.split(separator: "/").map(String.init), value: value)
  }

  func date(_ later: Double = 0) -> Date { Date(timeIntervalSince1970: clock.now + later) }

  func look(_ later: Double = 0) -> Int { plane.look(invocation(), at: date(later)).status }

  func change(_ edits: Edit...) throws {
    try store.change(at: clock.now) { (_, draft) throws(ServiceFault) in
      for edit in edits { draft.decide(edit) }
    }
  }

  /// Used and remaining of today.
  func today(_ quota: Quota?) throws -> UsageLedger.Day? {
    let now = clock.now
    return try store.read { (state) throws(ServiceFault) in
      guard let meter = state.meter(plan: "plan", key: "key") else { return nil }
      var ledger = state.ledger(of: meter, quota: quota, now: now)
      let day = CivilDay.number(at: now)
      return ledger.days(from: day, to: day).last
    }
  }
}

@Suite("The data plane")
struct DataPlaneTests {
  @Test("What there is not, and what wants a signature, is missing a token")
  func routes() {
    let scene = Scene()
    #expect(scene.call("GET", "/nowhere") == Outcome(fault: .noSuchRoute))
    #expect(scene.call("DELETE", "/orders") == Outcome(fault: .noSuchRoute))
    #expect(scene.call("GET", "/orders", stage: "dev") == Outcome(fault: .noSuchRoute))
    #expect(scene.call("GET", "/orders/1/2") == Outcome(fault: .noSuchRoute))
    #expect(scene.call("GET", "/files") == Outcome(fault: .noSuchRoute))
    #expect(scene.call("POST", "/hook") == Outcome(resource: "/hook", fault: .noSuchRoute))
    #expect(scene.call("GET", "/") == Outcome(resource: "/"))
    #expect(scene.call("GET", "/files/a/b", value: nil) == Outcome(resource: "/files/{proxy+}"))
    #expect(scene.call("PUT", "/orders/last") == Outcome(resource: "/orders/last"))
    #expect(
      scene.call("POST", "/orders/42")
        == Outcome(resource: "/orders/{id}", key: "key", plan: "plan"))
  }

  @Test("Only an enabled key in a plan of the stage opens it")
  func keys() throws {
    let scene = Scene()
    let refused = Outcome(resource: "/orders", fault: .forbidden)
    #expect(scene.call(value: nil) == refused)
    #expect(scene.call(value: "unknown") == refused)
    let known = Outcome(resource: "/orders", key: "key", fault: .forbidden)
    #expect(scene.call(stage: "test") == known)
    #expect(scene.call() == Outcome(resource: "/orders", key: "key", plan: "plan"))
    try scene.change(.putKey(Scene.key(enabled: false)))
    #expect(scene.call() == known)
    try scene.change(.putKey(Scene.key(enabled: true)), .removeMembership(plan: "plan", key: "key"))
    #expect(scene.call() == known)
  }

  @Test("Served calls with a key are counted, others are not; the quota's end is its end")
  func counts() throws {
    let quota = Quota(limit: 3, period: .week)
    let scene = Scene(quota: quota)
    _ = scene.call("GET", "/")
    _ = scene.call(value: "unknown")
    #expect(try scene.today(quota) == UsageLedger.Day(used: 0, remaining: 3))
    #expect((0..<5).map { _ in scene.call().status } == [200, 200, 200, 429, 429])
    #expect(scene.call().fault == .quotaUsedUp)
    #expect(try scene.today(quota) == UsageLedger.Day(used: 3, remaining: 0))
    scene.clock.advance(86_400)
    #expect(scene.call().fault == .quotaUsedUp)
    scene.clock.advance(5 * 86_400)
    #expect(scene.call().status == 200)
    #expect(try scene.today(quota) == UsageLedger.Day(used: 1, remaining: 2))
  }

  @Test("A grant counts from its moment on, calls of the same instant before and after it")
  func grants() throws {
    let quota = Quota(limit: 10, period: .month)
    let scene = Scene(quota: quota)
    for _ in 0..<4 { _ = scene.call() }
    let grant = Meter.Grant(at: scene.clock.now, remaining: 2)
    try scene.change(
      .putMeter(Meter(plan: "plan", key: "key", spans: [Meter.Span(from: 0)], grants: [grant])))
    #expect(try scene.today(quota) == UsageLedger.Day(used: 4, remaining: 2))
    #expect((0..<3).map { _ in scene.call().status } == [200, 200, 429])
    #expect(try scene.today(quota) == UsageLedger.Day(used: 6, remaining: 0))
  }

  @Test("Each key has its own bucket, and a throttled method its own")
  func throttles() {
    let scene = Scene(
      throttle: Throttle(rateLimit: 2, burstLimit: 3),
      methods: ["/orders/{id}/POST": Throttle(rateLimit: 1, burstLimit: 1)])
    #expect((0..<4).map { _ in scene.call().status } == [200, 200, 200, 429])
    #expect(scene.call().fault == .tooFast)
    #expect((0..<2).map { _ in scene.call("POST", "/orders/1").status } == [200, 429])
    scene.clock.advance(0.5)
    #expect((0..<2).map { _ in scene.call().status } == [200, 429])
    #expect(scene.call("POST", "/orders/1").status == 429)
    scene.clock.advance(0.5)
    #expect(scene.call("POST", "/orders/1").status == 200)
  }

  @Test("At every moment the account is seen as it was five seconds before")
  func propagation() throws {
    let scene = Scene(propagation: 5)
    try scene.change(.putKey(Scene.key(enabled: false)))
    #expect([0, 4.99, 5, 60].map { scene.look($0) } == [200, 200, 403, 403])
    scene.clock.advance(4)
    try scene.change(.putKey(Scene.key(enabled: true)))
    // Enabled four seconds after: refused between five and nine.
    #expect([0, 0.99, 1, 4.99, 5].map { scene.look($0) } == [200, 200, 403, 403, 200])
    #expect(scene.call().status == 200)
    scene.clock.advance(1)
    #expect(scene.call().fault == .forbidden)
    scene.clock.advance(4)
    #expect(scene.call().status == 200)
  }

  @Test("A deleted key works until its end is known, and then counts nowhere")
  func deletion() throws {
    let scene = Scene(propagation: 5, quota: Quota(limit: 100, period: .day))
    try scene.change(
      .removeMembership(plan: "plan", key: "key"), .removeMeter(plan: "plan", key: "key"),
      .removeKey("key"))
    #expect(scene.call().status == 200)
    #expect(try scene.today(nil) == nil)
    scene.clock.advance(5)
    #expect(scene.call() == Outcome(resource: "/orders", fault: .forbidden))
  }

  @Test("Looking changes nothing")
  func looking() throws {
    let quota = Quota(limit: 1, period: .day)
    let scene = Scene(quota: quota, throttle: Throttle(rateLimit: 1, burstLimit: 1))
    #expect((0..<5).map { _ in scene.look() } == [200, 200, 200, 200, 200])
    #expect(try scene.today(quota) == UsageLedger.Day(used: 0, remaining: 1))
    #expect(scene.call().status == 200)
    #expect(scene.plane.look(scene.invocation(), at: scene.date()).fault == .quotaUsedUp)
  }
}

@Suite("The data plane on the wire")
struct DataPlaneStories {
  private func request(
    _ caller: Caller, _ target: String, value: String? = nil,
    method: HTTPRequest.Method = .get
  ) async throws -> Heard {
    var fields = HTTPFields()
    if let value, let name = HTTPField.Name("x-api-key") { fields[name] = value }
    let answer = try await caller.client.execute(uri: target, method: method, headers: fields)
    return Heard(
      answer.status.code, String(buffer: answer.body),
      errorType: HTTPField.Name("x-amzn-errortype").flatMap { answer.headers[$0] })
  }

  @Test("A key's calls are answered without a signature, and show in its usage")
  func servedAndCounted() async throws {
    let options = SandboxOptions(keys: 1, plans: 1, propagationSeconds: 5, isUnlimited: true)
    try await story(options) { caller in
      let apis = try await caller.ask(.get, "/restapis")
      let ids = Dictionary(uniqueKeysWithValues: zip(apis.items("name"), apis.items("id")))
      let orders = try #require(ids["orders-api"])
      let plan = try #require(try await caller.ask(.get, "/usageplans").items("id").first)
      let made = try await caller.ask(.post, "/apikeys", "{\"name\":\"one\",\"enabled\":true}")
      let key = try #require(made.text("id"))
      let value = try #require(made.text("value"))
      _ = try await caller.ask(
        .post, "/usageplans/\(plan)/keys", "{\"keyId\":\"\(key)\",\"keyType\":\"API_KEY\"}")
      let target = "/restapis/\(orders)/prod/_user_request_/orders/7?a=b"
      let forbidden = Heard.refusal(403, "ForbiddenException", "Forbidden")
      try await expect(request(caller, target, value: value), forbidden)
      caller.clock.advance(5)
      let served = Heard(
        200,
        "{\"message\":\"OK\",\"method\":\"GET\",\"resource\":\"/orders/{id}\",\"stage\":\"prod\"}")
      try await expect(request(caller, target, value: value), served)
      try await expect(request(caller, target), forbidden)
      try await expect(
        request(caller, "/restapis/\(orders)/prod/_user_request_/none", value: value),
        .refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token"))
      try await expect(
        request(caller, "/restapis/\(orders)/prod/_user_request_/").status, 200)
      try await expect(
        caller.ask(
          .get, "/usageplans/\(plan)/usage?startDate=2026-03-18&endDate=2026-03-18&keyId=\(key)"
        ).body,
        "{\"usagePlanId\":\"\(plan)\",\"startDate\":\"2026-03-18\",\"endDate\":\"2026-03-18\","
          + "\"values\":{\"\(key)\":[[1,9999]]}}")
    }
  }
}
