import AWSClient
import Foundation
import Synchronization

/// The reads of one look at a context.
final class ExamineRun: Sendable {
  private let session: GatewaySession
  private let tell: @Sendable (ContextFacts) -> Void
  private let facts: Mutex<ContextFacts>
  private let lane = Lane.interactive

  init(session: GatewaySession, tell: @escaping @Sendable (ContextFacts) -> Void) {
    self.session = session
    self.tell = tell
    let identity = session.identity.current
    var known = ContextFacts(context: session.context)
    known.source = identity.credentialSource
    known.keyTail = String(session.client.accessKeyId.suffix(4))
    known.expiresAt = identity.expiresAt
    known.signIn = SignInLine.of(
      source: identity.credentialSource, profile: session.context.profile)
    known.isReadOnly = identity.isReadOnly
    known.isProtected = identity.isProtected
    facts = Mutex(known)
  }

  func all() async {
    note { _ in }
    async let who: Void = identify()
    await probes()
    await who
    note { $0.isComplete = true }
  }

  private func note(_ change: (inout ContextFacts) -> Void) {
    let client = session.client
    tell(
      facts.withLock { facts in
        change(&facts)
        facts.clockOffset = client.clockOffset
        facts.isClockCorrected = client.isClockCorrected
        facts.isProtected = session.identity.current.isProtected
        return facts
      })
  }

  private func identify() async {
    do {
      let identity = try await session.identify()
      note {
        $0.account = identity.account
        $0.arn = identity.arn
      }
    } catch {
      guard let told = session.translate(error) as? GatewayError else { return }
      note { $0.identityFailure = told }
    }
  }

  private func probes() async {
    let api = session.api
    guard let plans = await plans(api), await keys(api), let apis = await apis(api),
      await account(api)
    else { return }
    guard await usage(api, of: plans.first), await members(api, of: plans.first) else { return }
    await logs(api, of: apis.first)
  }

  private func plans(_ api: APIGateway) async -> [String]? {
    let began = session.clock.seconds()
    var found: [String] = []
    let goesOn = await probe(.plans) {
      found = try await api.getUsagePlans(limit: 1, lane: lane).value.items.map(\.id)
      return .allowed(found.isEmpty ? "there is no plan yet" : nil)
    }
    let seconds = session.clock.seconds() - began
    if goesOn { note { $0.firstSeconds = seconds } }
    return goesOn ? found : nil
  }

  private func keys(_ api: APIGateway) async -> Bool {
    let began = session.clock.seconds()
    let goesOn = await probe(.keys) {
      let page = try await api.getAPIKeys(limit: 1, lane: lane).value
      return .allowed(page.items.isEmpty ? "there is no key yet" : nil)
    }
    let seconds = session.clock.seconds() - began
    if goesOn { note { $0.warmSeconds = seconds } }
    return goesOn
  }

  private func apis(_ api: APIGateway) async -> [String]? {
    var found: [String] = []
    let goesOn = await probe(.apis) {
      found = try await api.getRestAPIs(limit: 1, lane: lane).value.items.map(\.id)
      return .allowed(found.isEmpty ? "there is no REST API yet" : nil)
    }
    return goesOn ? found : nil
  }

  private func account(_ api: APIGateway) async -> Bool {
    await probe(.account) {
      let limits = try await api.getAccount(lane: lane).value.throttleSettings
      guard let rate = limits?.rateLimit, let burst = limits?.burstLimit else {
        return .allowed(nil)
      }
      return .allowed(
        "\(Self.grouped(Int(rate))) requests/s, bursts of \(Self.grouped(burst)), for all APIs together"
      )
    }
  }

  /// `10,000`.
  private static func grouped(_ number: Int) -> String {
    guard number >= 1000 else { return String(number) }
    return grouped(number / 1000) + "," + String(number % 1000 + 1000).dropFirst()
  }

  private func usage(_ api: APIGateway, of plan: String?) async -> Bool {
    guard let plan else { return missing(.usage, "there is no plan to ask about") }
    let today = String(session.clock.date().formatted(.iso8601.year().month().day()))
    return await probe(.usage) {
      _ = try await api.getUsage(
        plan: plan, startDate: today, endDate: today, limit: 1, lane: lane)
      return .allowed(nil)
    }
  }

  private func members(_ api: APIGateway, of plan: String?) async -> Bool {
    guard let plan else { return missing(.planKeys, "there is no plan to ask about") }
    return await probe(.planKeys) {
      // Values come along always; they go no further than the decoder.
      _ = try await api.getUsagePlanKeys(plan: plan, limit: 1, lane: lane)
      return .allowed(nil)
    }
  }

  /// Access logs are read where a stage has one; the first API's stages are looked at.
  private func logs(_ api: APIGateway, of id: String?) async {
    guard let id else {
      _ = missing(.accessLogs, "there is no stage that would have one")
      return
    }
    _ = await probe(.accessLogs) {
      let stages: [StageRecord]
      do {
        stages = try await api.getStages(api: id, lane: lane).value
      } catch let error as AWSError where error.isDenial {
        return .nothing("stages may not be read, which the line about APIs is about")
      }
      let groups = stages.compactMap(\.accessLogDestination).compactMap(GatewaySession.logGroup)
      guard let group = groups.first else {
        return .nothing("no stage of the API \(id) has an access log that can be read")
      }
      let now = session.clock.date()
      _ = try await CloudWatchLogs(client: session.client)
        .filterLogEvents(group: group, from: now - 60, to: now, limit: 1, lane: lane)
      return .allowed("asked for \(group)")
    }
  }

  private func missing(_ kind: ContextProbe.Kind, _ why: String) -> Bool {
    note { $0.probes.append(ContextProbe(kind, .nothing(why))) }
    return true
  }

  /// Sends one read and notes what came of it; false when others would fail alike.
  private func probe(
    _ kind: ContextProbe.Kind, _ read: () async throws -> ContextProbe.Outcome
  ) async -> Bool {
    do {
      let outcome = try await read()
      note { $0.probes.append(ContextProbe(kind, outcome)) }
      return true
    } catch {
      guard let told = session.translate(error) as? GatewayError else { return false }
      note { $0.probes.append(ContextProbe(kind, .failed(told))) }
      return told.isDenial || [.failed, .notFound].contains(told.kind)
    }
  }
}
