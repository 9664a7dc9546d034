import AWSClient
import Foundation

extension GatewayService {
  /// The contexts of a set as one service. Waits for the first that can be opened; the others join
  /// when they are there.
  ///
  /// - Throws: what the first one failed with, where none can be opened.
  package static func joined(_ set: ContextSet) async throws -> GatewayService {
    guard set.members.count > 1 else { return try await set.members[0].service() }
    // All are opened side by side; the order decides only whose the shared questions are.
    for member in set.members { Task { _ = try? await member.service() } }
    var failure: (any Error)?
    for member in set.members {
      do {
        _ = try await member.service()
        return joined(Joint(contexts: set, first: member))
      } catch {
        if failure == nil || !member.isLeftOut { failure = failure ?? error }
      }
    }
    await set.close()
    throw failure ?? CancellationError()
  }

  static func joined(_ joint: Joint) -> GatewayService {
    // It was open when it was chosen, and stays so.
    let first = joint.first.opened
    return GatewayService(
      identity: {
        joint.first.opened?.identity()
          ?? ContextIdentity(context: joint.first.context, credentialSource: "")
      },
      identify: { try await joint.identify() },
      budget: { first?.budget() ?? BudgetFigures() },
      contexts: { joint.members.filter { !$0.isLeftOut }.map(\.standing) },
      notices: { await joint.notices() },
      config: { first?.config() ?? GatewayConfig() },
      keyPages: { joint.keyPages($0, $1) },
      key: { id, lane in
        try await joint.ask(id.home) { try await $0.key(id.at(.first), lane) }.at(id.home)
      },
      resolveKeys: { texts in
        try await joint.gather { member, service in
          try await service.resolveKeys(texts).map { $0.at(member.home) }
        }
      },
      planPages: { joint.planPages($0) },
      plan: { id, countKeys, lane in
        try await joint.ask(id.home) {
          try await $0.plan(id.at(.first), countKeys, lane)
        }.at(id.home)
      },
      resolvePlans: { texts in
        try await joint.gather { member, service in
          try await service.resolvePlans(texts).map { $0.at(member.home) }
        }
      },
      members: { plan, lane in
        try await joint.ask(plan.home) { try await $0.members(plan.at(.first), lane) }
          .map { PlanMember(id: $0.id.at(plan.home), name: $0.name) }
      },
      plansOfKey: { key, lane in
        try await joint.ask(key.home) { try await $0.plansOfKey(key.at(.first), lane) }
          .map { $0.at(key.home) }
      },
      apis: { lane in
        try await joint.gather { member, service in
          try await service.apis(lane).map { $0.at(member.home) }
        }
      },
      resolveStages: { texts in try await joint.ask { try await $0.resolveStages(texts) } },
      usage: { request, lane in
        let home = request.plan.id.home
        return try await joint.ask(home) { try await $0.usage(request.at(.first), lane) }
          .map { $0.at(home) }
      },
      confirmation: { joint.confirmation($0) },
      preview: { change in
        try await joint.ask(change.home) { try await $0.preview(change.at(.first)) }
      },
      perform: { try await joint.perform($0, $1, $2) },
      undoCandidate: { try await joint.undoCandidate() },
      undo: { try await joint.undo() },
      previewUndo: { try await joint.previewUndo() },
      reveal: { key, place in
        try await joint.ask(key.home) { try await $0.reveal(key.at(.first), place) }
      },
      revealAll: { try await joint.ask { try await $0.revealAll() } },
      importKeys: { csv, preview, goOn in
        try await joint.ask { try await $0.importKeys(csv, preview, goOn) }
      },
      journal: { limit in try await joint.ask { try await $0.journal(limit) } },
      verifyJournal: { try await joint.ask { try await $0.verifyJournal() } },
      findLeaks: { joint.findLeaks($0) },
      leakDetails: { match in
        joint.relay {
          $0.leakDetails(match.at(.first))
        } as: {
          $0
        }
      },
      revoke: { joint.revoke($0, $1) },
      previewRevoke: { request in
        try await joint.ask { try await $0.previewRevoke(joint.plain(request)) }
      },
      quarantine: { match in
        try await joint.ask { try await $0.quarantine(match.at(.first)) }.at(match.key.id.home)
      },
      revivals: { await joint.revivals($0) },
      rotations: { try await joint.rotations($0, $1) },
      checkRotations: { try await joint.checkRotations($0) },
      runRotations: { try await joint.run($0, $1, $2, $3) },
      previewRotations: { try await joint.previewRotations($0) },
      examine: { first?.examine() ?? AsyncStream { $0.finish() } },
      denials: { joint.members.flatMap { $0.opened?.denials() ?? [] } },
      access: { first?.access() ?? KnownAccess() },
      askDeniedAgain: { for member in joint.members { member.opened?.askDeniedAgain() } },
      close: { await joint.contexts.close() })
  }
}

extension Joint {
  /// Asks every context who is calling, all side by side; the first one's answer comes back when all
  /// have answered or failed.
  func identify() async throws -> ContextIdentity {
    async let own = first.identify()
    await withTaskGroup { group in
      for member in members where member.home != first.home {
        // It keeps what it failed with; the others are not concerned.
        group.addTask { _ = try? await member.identify() }
      }
    }
    return try await own
  }

  /// Sentences that a person should read, each once.
  func notices() async -> [String] {
    var notices: [String] = []
    for member in members {
      for notice in await member.opened?.notices() ?? [] where !notices.contains(notice) {
        notices.append(notice)
      }
    }
    return notices
  }

  /// Revoked keys that are enabled among these.
  func revivals(_ keys: [APIKey]) async -> [Revival] {
    var found: [Revival] = []
    for home in Set(keys.map(\.id.home)).sorted() {
      guard let service = member(home).opened else { continue }
      found += await service.revivals(keys.filter { $0.id.home == home }.map { $0.at(.first) })
    }
    return found
  }
}
