package import Foundation

extension ContextFacts {
  /// The lines about it at a time.
  ///
  /// - Parameters:
  ///   - now: the time by this computer's clock.
  ///   - limit: seconds that the context had.
  /// - Returns: at least where it is and how its credentials are.
  package func lines(now: Date, limit: Double) -> [DoctorLine] {
    var page = DoctorPage(.context, context: context)
    place(&page)
    if let failure {
      opening(failure, &page)
      return page.lines
    }
    guard let source else {
      page.fail(
        "credentials", "no credentials came within \(Self.seconds(limit))",
        cure: "Look at what hands them out: credential_process, IAM Identity Center or the "
          + "machine's metadata service")
      return page.lines
    }
    page.ok(
      "credentials",
      (isSandbox ? "the emulator's own" : "from \(source)")
        + (keyTail.map { ", access key …\($0)" } ?? ""),
      data: ["source": .text(source)])
    identity(&page, limit)
    expiry(&page, now)
    clock(&page)
    latency(&page)
    protection(&page)
    permissions(&page, limit)
    return page.lines
  }

  private func place(_ page: inout DoctorPage) {
    let region =
      context.region.isEmpty
      ? "no region"
      : "region \(context.region)" + (regionSource.map { " (\($0))" } ?? "")
    page.ok("context", "profile \(context.profile), \(region)")
  }

  /// What kept it from being opened.
  private func opening(_ error: GatewayError, _ page: inout DoctorPage) {
    let check = error.kind == .credentials ? "credentials" : "settings"
    switch error.code {
    case "SSORenewable":
      page.warn(
        check, error.message,
        cure: "Run: tollgate keys list" + Self.option(context.profile)
          + ", or the line that signs in anew: aws sso login" + Self.option(context.profile))
    case "LoginRenewable":
      page.warn(
        check, error.message,
        cure: "Run: tollgate keys list" + Self.option(context.profile)
          + ", or the line that signs in anew: aws login" + Self.option(context.profile))
    case "NeedsMFA":
      page.warn(
        check, error.message,
        cure: "Run a command such as tollgate keys list" + Self.option(context.profile)
          + " in a terminal, which asks for the code")
    case "NoSuchProfile":
      page.fail(
        check, error.message,
        cure: "Name one that is there with --profile, or add it: aws configure"
          + Self.option(context.profile))
    case "NoRegion":
      page.fail(
        check, error.message,
        cure: Self.regionCure(context.profile))
    default:
      let (message, line) = Self.split(error.message)
      page.fail(check, message, cure: line.map { "Run: \($0)" } ?? error.advice)
    }
    // Where a file cannot be read, whether it names a region is not known.
    let regionIsOpen = [
      "NoRegion", "NoSuchProfile", "InvalidRegion", "BrokenFile", "UnreadableFile",
    ]
    if context.region.isEmpty, !regionIsOpen.contains(error.code) {
      page.fail("region", "none is given", cure: Self.regionCure(context.profile))
    }
    page.leaveOpen("permissions", "not asked: there is nobody to ask as")
  }

  private func identity(_ page: inout DoctorPage, _ limit: Double) {
    if let arn {
      page.ok(
        "identity", arn, data: ["arn": .text(arn), "account": .text(account ?? "")])
    } else if let error = identityFailure {
      let (message, line) = Self.split(error.message)
      let cure = line ?? (error.kind == .credentials ? signIn : nil)
      page.fail("identity", "STS: \(message)", cure: cure.map { "Run: \($0)" } ?? error.advice)
    } else {
      page.fail(
        "identity", "STS did not answer within \(Self.seconds(limit))", cure: Self.lookAtNetwork)
    }
  }

  private func expiry(_ page: inout DoctorPage, _ now: Date) {
    guard let expiresAt else {
      page.ok("expiry", "none, as far as the credentials say")
      return
    }
    // Who signs with the service's time lives by it too.
    let left = expiresAt.timeIntervalSince(now) - (isClockCorrected ? clockOffset ?? 0 : 0)
    let cure = signIn.map { "Run: \($0)" } ?? "Renew them where they come from: \(source ?? "")"
    let data: [String: DoctorLine.Datum] = [
      "seconds": .integer(Int(left)), "at": .text(expiresAt.iso8601),
    ]
    if left <= 0 {
      page.fail("expiry", "the credentials ended \(Self.span(-left)) ago", cure: cure, data: data)
    } else if left < 900 {
      page.warn("expiry", "the credentials end in \(Self.span(left))", cure: cure, data: data)
    } else {
      page.ok("expiry", "the credentials end in \(Self.span(left))", data: data)
    }
  }

  private func clock(_ page: inout DoctorPage) {
    guard let offset = clockOffset else {
      page.leaveOpen("clock", "not compared: nobody answered with a time")
      return
    }
    let data: [String: DoctorLine.Datum] = ["seconds": .integer(Int(offset.rounded()))]
    let words =
      "this computer's clock is \(Self.span(abs(offset))) \(offset > 0 ? "slow" : "fast")"
    let cure = "Set the clock right, such as: timedatectl set-ntp true"
    if abs(offset) < 60 {
      page.ok(
        "clock", "within \(max(2, Int(abs(offset).rounded(.up)))) s of the service's clock",
        data: data)
    } else if isClockCorrected {
      page.warn("clock", words + "; requests are signed with the service's", cure: cure, data: data)
    } else if abs(offset) < 240 {
      page.warn("clock", words + "; from 5 min on AWS refuses", cure: cure, data: data)
    } else {
      page.fail("clock", words + ", which AWS refuses from 5 min on", cure: cure, data: data)
    }
  }

  private func latency(_ page: inout DoctorPage) {
    guard let first = firstSeconds else {
      page.leaveOpen("latency", "not measured: no request was answered")
      return
    }
    var data: [String: DoctorLine.Datum] = ["firstMilliseconds": .integer(Self.milliseconds(first))]
    var words = "\(Self.milliseconds(first)) ms for the first request"
    if let warm = warmSeconds {
      data["warmMilliseconds"] = .integer(Self.milliseconds(warm))
      words += ", \(Self.milliseconds(warm)) ms for the next"
    }
    if (warmSeconds ?? first) >= 1 {
      page.warn(
        "latency", words + ": slow", cure: "Look at the network and the proxy in between",
        data: data)
    } else {
      page.ok("latency", words, data: data)
    }
  }

  private func protection(_ page: inout DoctorPage) {
    let words =
      isReadOnly
      ? "read-only: no change leaves it"
      : isProtected
        ? "protected: every change asks for a typed name" : "neither read-only nor protected"
    page.ok(
      "protection", words, data: ["readOnly": .flag(isReadOnly), "protected": .flag(isProtected)])
  }
}
