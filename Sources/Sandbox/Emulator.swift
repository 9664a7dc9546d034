package import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// Answers every request that comes to the emulator, over a socket or in process.
///
/// Requests are told apart by the service in the scope of their signature, as AWS's own hosts would.
package struct Emulator: HTTPResponder {
  package typealias Context = BasicRequestContext

  let store: AccountStore
  private let gate = Gate()
  private let limiter: RateLimiter?
  private let handlers: APIGatewayHandlers
  private let dataPlane: DataPlane
  private let logs: LogsAnswers
  private let secrets: SecretsAnswers
  private let surroundings: Surroundings
  private let latencyMilliseconds: Int
  let policy: Policy?

  /// Makes an emulator; with a state file, reads it or makes it.
  ///
  /// - Throws: `StateLog.Failure` with a sentence for the user when the state file cannot be used.
  package init(_ options: SandboxOptions, surroundings: Surroundings = .live) throws {
    let now = surroundings.now()
    let fresh = { DemoData(options, now: now.timeIntervalSince1970).state() }
    if let path = options.stateFile {
      let (log, timeline) = try StateLog.open(
        path, propagation: options.propagationSeconds, fresh: fresh)
      store = AccountStore(timeline, log: log, seed: options.seed)
    } else {
      let timeline = AccountTimeline(fresh(), propagation: options.propagationSeconds)
      store = AccountStore(timeline, log: nil, seed: options.seed)
    }
    limiter = options.isUnlimited ? nil : RateLimiter(now: now)
    handlers = APIGatewayHandlers(store: store)
    let log = AccessLog()
    dataPlane = DataPlane(store: store, log: log)
    logs = LogsAnswers(store: store, log: log)
    secrets = SecretsAnswers(store: store)
    self.surroundings = surroundings
    latencyMilliseconds = options.latencyMilliseconds
    policy = options.policy
  }

  /// Answers one request.
  package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    var headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
    // The codec keeps the Host header apart; signatures cover it like any other.
    headers.insert(("Host", request.head.authority ?? ""), at: 0)
    let body = try await request.body.collect(upTo: 16 * 1024 * 1024)
    let wire = WireRequest(
      method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
      body: Array(body.readableBytesView))
    let requestID = surroundings.requestID()
    let answer = self.answer(wire, requestID: requestID)
    if latencyMilliseconds > 0 { try await surroundings.sleep(latencyMilliseconds) }
    return Self.response(answer, requestID: requestID, now: surroundings.now())
  }

  /// Calls a deployed API as a customer would, without a request on the wire.
  ///
  /// - Parameters:
  ///   - value: what `x-api-key` holds; nil when there is none.
  ///   - api: the REST API's id.
  ///   - stage: the stage's name.
  ///   - method: the verb.
  ///   - path: the path below the stage, `/orders/42`.
  ///   - time: when. A call that counts settles what the data plane sees by then; one that does
  ///     not may also ask for a time ahead, but for none before the last call that counted or the
  ///     last change.
  ///   - counting: whether the call is counted, throttled and logged as a real one. Without it
  ///     nothing changes.
  /// - Returns: the HTTP status: 200, 403 or 429.
  package func invoke(
    value: String?, api: String, stage: String, method: String = "GET", path: String,
    at time: Date, counting: Bool = true
  ) -> Int {
    let call = Invocation(
      api: api, stage: stage, method: method,
      path: path.split(separator: "/").map(String.init), value: value)
    guard counting else { return dataPlane.look(call, at: time).status }
    return dataPlane.serve(call, requestID: surroundings.requestID(), at: time).status
  }

  /// Brings the state file to its shortest form and closes it.
  package func close() {
    store.close()
  }

  /// Answers one request that has come in whole.
  func answer(_ request: WireRequest, requestID: String) -> WireAnswer {
    let now = surroundings.now()
    if let call = Invocation(request) {
      return dataPlane.serve(call, requestID: requestID, at: now).answer(to: call)
    }
    do throws(ServiceFault) {
      let pass = try gate.admit(request, at: now)
      try permit(request, pass)
      if pass.service != "apigateway",
        APIGatewayRoutes.roots.contains(request.segments.first ?? "")
      {
        throw .invalidSignature("Credential should be scoped to correct service: 'apigateway'. ")
      }
      switch pass.service {
      case "apigateway": return try gatewayAnswer(request, pass: pass, now: now)
      case "logs": return try logs.answer(request, now: now.timeIntervalSince1970)
      case "secretsmanager":
        return try secrets.answer(request, now: now.timeIntervalSince1970)
      case "sts": return try SecurityTokenAnswers().answer(request, requestID: requestID)
      default:
        throw ServiceFault(
          status: 400, code: "UnknownOperationException",
          message: "The sandbox does not play the service \(pass.service)")
      }
    } catch {
      return Self.answer(error, to: request, requestID: requestID)
    }
  }

  private func gatewayAnswer(
    _ request: WireRequest, pass: Gate.Pass, now: Date
  ) throws(ServiceFault) -> WireAnswer {
    guard let match = APIGatewayRoutes.match(request) else {
      throw ServiceFault(
        status: 404, code: "UnknownOperationException",
        message: "Unable to determine service/operation name to be authorized")
    }
    try limiter?.admit(match.operation, at: now)
    let reply = try handlers.answer(
      Call(
        operation: match.operation, parameters: match.parameters, query: request.queryItems,
        body: request.body, region: pass.region, now: now.timeIntervalSince1970))
    let isHAL = HAL.isWanted(accept: request.header("accept"))
    return .json(status: reply.status, isHAL ? HAL.body(reply) : reply.body)
  }

  /// A fault in the form of the service that the request says it wants.
  private static func answer(
    _ fault: ServiceFault, to request: WireRequest, requestID: String
  ) -> WireAnswer {
    if Gate.claimedService(request) == "sts" {
      return SecurityTokenAnswers.answer(fault, requestID: requestID)
    }
    guard let type = request.header("content-type"), type.hasPrefix("application/x-amz-json-")
    else { return fault.jsonAnswer() }
    return fault.jsonAnswer(withType: true, contentType: type)
  }

  private static func response(_ answer: WireAnswer, requestID: String, now: Date) -> Response {
    var fields = HTTPFields()
    for header in answer.headers {
      if let name = HTTPField.Name(header.name) { fields[name] = header.value }
    }
    if let name = HTTPField.Name("x-amzn-RequestId") { fields[name] = requestID }
    fields[.date] = HTTPDate.text(now)
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
