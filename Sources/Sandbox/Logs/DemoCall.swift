/// One invented call; everything about it follows from the key's seed, the day and its number.
struct DemoCall {
  /// What the call's details are drawn from.
  var numbers: SplitMix
  /// Tells it apart from others of the same millisecond.
  let place: UInt64
  private let traffic: Traffic
  private let number: Int
  private let isServed: Bool
  private let isEnabled: Bool

  /// Prepares a call.
  init(traffic: Traffic, day: Int, number: Int, isServed: Bool, isEnabled: Bool) {
    numbers = SplitMix(seed: traffic.seed, 41, UInt64(day), UInt64(number))
    place = numbers.next() >> 2
    self.traffic = traffic
    self.number = number
    self.isServed = isServed
    self.isEnabled = isEnabled
  }

  /// What the log tells of it.
  mutating func record(
    at: Int, door: DemoDoors.Door, key: APIKey, caller: DemoCaller
  ) -> AccessRecord {
    var (address, agent) = (numbers.pick(caller.addresses), caller.agent)
    var route = numbers.pick(door.routes)
    var thing = 1000 + numbers.below(9000)
    if let since = traffic.strangerSince, Double(at) / 1000 >= since, numbers.below(4) == 0 {
      (address, agent) = DemoCaller.stranger
      // Whoever found a key looks at one thing after the other.
      route = door.routes.first { $0.verb == "GET" && $0.resource.contains("{") } ?? route
      thing = 1000 + number
    }
    var record = AccessRecord(
      at: at, requestID: Self.uuid(numbers.next(), numbers.next()), api: door.api,
      stage: door.stage, method: route.verb, path: Self.path(route.resource, thing: thing),
      resource: route.resource, keyID: key.id, keyValue: key.value, sourceIp: address,
      userAgent: agent, status: 200, responseLength: 120 + numbers.below(4000),
      latency: 8 + numbers.below(90))
    if isServed {
      record.status = status(of: route)
    } else {
      refuse(&record, isEnabled ? .quotaUsedUp : .forbidden)
    }
    return record
  }

  private func refuse(_ record: inout AccessRecord, _ fault: ServiceFault) {
    record.status = fault.status
    record.errorMessage = fault.message
    record.responseType = AccessRecord.responseType(fault)
    record.responseLength = fault.message.utf8.count + 14
    record.latency = 2
  }

  /// Most calls go well; the backend's own errors count like the others.
  private mutating func status(of route: (resource: String, verb: String)) -> Int {
    switch numbers.below(1000) {
    case 0..<4: 502
    case 4..<16: route.resource.contains("{") ? 404 : 400
    default:
      switch route.verb {
      case "POST": 201
      case "DELETE": 204
      default: 200
      }
    }
  }

  private static func path(_ resource: String, thing: Int) -> String {
    guard let open = resource.firstIndex(of: "{"), let close = resource.firstIndex(of: "}") else {
      return resource
    }
    return resource[..<open] + String(thing) + resource[resource.index(after: close)...]
  }

  /// A request's id of the usual shape.
  private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
    func hex(_ number: UInt64, _ width: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return hex(high >> 32, 8) + "-" + hex(high >> 16 & 0xFFFF, 4) + "-4" + hex(high & 0xFFF, 3)
      + "-" + hex(0x8000 | low >> 50, 4) + "-" + hex(low & 0xFFFF_FFFF_FFFF, 12)
  }
}
