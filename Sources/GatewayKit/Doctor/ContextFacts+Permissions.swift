extension ContextFacts {
  /// The lines about what the caller may read, and the one about what was not tried.
  func permissions(_ page: inout DoctorPage, _ limit: Double) {
    for kind in ContextProbe.Kind.allCases {
      let check = kind.rawValue
      switch probes.first(where: { $0.kind == kind })?.outcome {
      case .allowed(let words):
        page.ok(check, "allowed" + (words.map { "; \($0)" } ?? ""))
      case .nothing(let why):
        page.leaveOpen(check, "not asked: \(why)")
      case .failed(let error) where error.isDenial: denial(error, kind, &page)
      case .failed(let error): trouble(error, check, &page)
      case nil where isComplete:
        page.leaveOpen(check, "not asked, since the request before it failed")
      case nil:
        page.leaveOpen(check, "the context did not answer within \(Self.seconds(limit))")
      }
    }
    if !isComplete {
      page.fail(
        "answer", "it did not answer everything within \(Self.seconds(limit))",
        cure: Self.lookAtNetwork)
    }
    if isSandbox {
      page.ok("changes", "the emulator allows every change")
    } else if isReadOnly {
      page.ok("changes", "not needed: the context is read-only")
    } else {
      page.leaveOpen(
        "changes", "not probed: that would change something",
        cure:
          "Compare the policy of the caller with what tollgate iam operator\(policyOptions) prints")
    }
  }

  static let lookAtNetwork =
    "Look at the network, at the proxy, and at the lines under “endpoints”"

  private func denial(
    _ error: GatewayError, _ kind: ContextProbe.Kind, _ page: inout DoctorPage
  ) {
    guard let capability = kind.capability, let permission = capability.permissions.first else {
      page.leaveOpen(kind.rawValue, error.message + " Nothing needs it")
      return
    }
    let arn = permission.resource.arn(
      at: AccessPolicy.Place(region: region, account: account))
    let need = "\(permission.action) on \(arn)"
    let isTold = error.message.contains(permission.action)
    let words = isTold ? error.message : "\(need) is missing: \(error.message)"
    let isOnPurpose = words.contains("an explicit deny")
    page.fail(
      kind.rawValue, words + " Without it, \(capability.words) is not possible",
      cure: isOnPurpose
        ? "If that is not on purpose, ask for \(need) and for the deny to be taken away"
        : "Ask for \(need); tollgate iam \((capability.leastRole ?? .operator).rawValue) prints a policy",
      data: ["action": .text(permission.action), "resource": .text(arn)])
  }

  private func trouble(_ error: GatewayError, _ check: String, _ page: inout DoctorPage) {
    let (message, line) = Self.split(error.message)
    let cure = line ?? (error.kind == .credentials ? signIn : nil)
    if error.kind == .temporary, error.code != "TimedOut", error.code != "ConnectionClosed" {
      page.warn(check, message, cure: error.advice)
    } else {
      page.fail(check, message, cure: cure.map { "Run: \($0)" } ?? error.advice)
    }
  }

  private var region: String? { context.region.isEmpty ? nil : context.region }

  private var policyOptions: String {
    (region.map { " --region \($0)" } ?? "") + (account.map { " --account \($0)" } ?? "")
  }
}
