extension Emulator {
  /// Lets a request through that the policy allows.
  func permit(_ request: WireRequest, _ pass: Gate.Pass) throws(ServiceFault) {
    guard let policy else { return }
    // Everybody may ask who they are, whatever policies say.
    guard pass.service != "sts" else { return }
    var asked: PolicyRequest
    if pass.service == "apigateway" {
      asked = PolicyRequest.apiGateway(request, region: pass.region)
      asked.tags = try tags(request.segments)
    } else {
      guard
        let targeted = PolicyRequest.targeted(
          service: pass.service, target: request.header("x-amz-target") ?? "", body: request.body,
          region: pass.region)
      else { return }
      asked = targeted
    }
    let verdict = policy.verdict(on: asked)
    guard verdict == .allowed else { throw asked.refusal(verdict) }
  }

  /// The tags of the key or plan that a path names.
  private func tags(_ segments: [String]) throws(ServiceFault) -> [String: String] {
    guard segments.count >= 2 else { return [:] }
    return try store.read { (state) throws(ServiceFault) in
      switch segments[0] {
      case "apikeys": state.keys[segments[1]]?.tags ?? [:]
      case "usageplans": state.plans[segments[1]]?.tags ?? [:]
      default: [:]
      }
    }
  }
}
