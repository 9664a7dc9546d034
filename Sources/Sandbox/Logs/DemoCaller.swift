/// Programs and addresses that an invented customer calls from; all of ranges for documentation.
struct DemoCaller {
  private static let agents = [
    "axios/1.7.2", "okhttp/4.12.0", "Go-http-client/2.0", "python-httpx/0.27.0",
    "node-fetch/3.3.2", "Dalvik/2.1.0 (Linux; Android 14)", "Java-http-client/21.0.2",
  ]
  /// Where the stranger calls from.
  static let stranger = (address: "203.0.113.66", agent: "python-requests/2.31.0")

  /// The program.
  let agent: String
  /// The addresses.
  let addresses: [String]

  /// Invents the callers of a key.
  init(_ traffic: Traffic) {
    var numbers = SplitMix(seed: traffic.seed, 40)
    if traffic.caller == .distribution {
      agent = "Amazon CloudFront"
      addresses = (0..<6).map { _ in "198.51.100.\(200 + numbers.below(40))" }
    } else {
      agent = numbers.pick(Self.agents)
      let count = 1 + numbers.below(3)
      let net = numbers.below(2) == 0 ? "192.0.2" : "198.51.100"
      addresses = (0..<count).map { _ in "\(net).\(10 + numbers.below(180))" }
    }
  }
}
