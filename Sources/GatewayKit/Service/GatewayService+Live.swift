import AWSClient

extension GatewayService {
  /// The service of a session.
  static func live(_ session: GatewaySession) -> GatewayService {
    GatewayService(
      identity: { session.identity.current },
      identify: { try await session.translated { try await session.identify() } },
      budget: { session.client.budget },
      contexts: { [session.standing] },
      notices: { await session.notices() },
      config: { session.config },
      keyPages: { session.keyPages(name: $0, lane: $1) },
      key: { id, lane in try await session.translated { try await session.key(id, lane: lane) } },
      resolveKeys: { texts in
        try await session.translated {
          // What a confirmation asks for depends on it, and is asked without waiting.
          await session.loadStonesIfThere()
          return try await session.resolveKeys(texts)
        }
      },
      planPages: { session.planPages(lane: $0) },
      plan: { id, countKeys, lane in
        try await session.translated {
          try await session.plan(id, countKeys: countKeys, lane: lane)
        }
      },
      resolvePlans: { texts in
        try await session.translated { try await session.resolvePlans(texts) }
      },
      members: { plan, lane in
        try await session.translated { try await session.members(plan, lane: lane) }
      },
      plansOfKey: { key, lane in
        try await session.translated { try await session.plansOfKey(key, lane: lane) }
      },
      apis: { lane in try await session.translated { try await session.apis(lane: lane) } },
      resolveStages: { texts in
        try await session.translated { try await session.resolveStages(texts) }
      },
      usage: { request, lane in
        try await session.translated { try await session.usage(request, lane: lane) }
      },
      confirmation: {
        Confirmation.needed(
          for: $0, isProtected: session.identity.current.isProtected,
          isRevoked: session.isRevoked)
      },
      preview: { change in try await session.translated { try await session.preview(change) } },
      perform: { change, lane, progress in
        try await session.translated {
          try await session.perform(change, lane: lane, progress: progress)
        }
      },
      undoCandidate: { try await session.translated { try await session.undoCandidate() } },
      undo: { try await session.translated { try await session.undo() } },
      previewUndo: { try await session.translated { try await session.previewUndo() } },
      reveal: { key, place in
        try await session.translated { try await session.reveal(key, place) }
      },
      revealAll: { try await session.translated { try await session.revealAll() } },
      importKeys: { csv, preview, goOn in
        try await session.translated {
          try await session.importKeys(csv, isPreview: preview, goOn: goOn)
        }
      },
      journal: { limit in
        try await session.translated { try await session.journalLines(limit: limit) }
      },
      verifyJournal: { try await session.translated { try await session.verifyJournal() } },
      findLeaks: { session.findLeaks($0) },
      leakDetails: { session.leakDetails($0) },
      revoke: { session.revoke($0, courier: $1) },
      previewRevoke: { request in
        try await session.translated { try await session.previewRevoke(request) }
      },
      quarantine: { match in
        try await session.translated { try await session.quarantine(match) }
      },
      revivals: { await session.revivals(among: $0) },
      rotations: { withUse, lane in
        try await session.translated { try await session.rotations(withUse: withUse, lane: lane) }
      },
      checkRotations: { requests in
        try await session.translated { try await session.checkRotations(requests) }
      },
      runRotations: { command, courier, lane, progress in
        try await session.translated {
          try await session.runRotations(command, courier, lane: lane, progress: progress)
        }
      },
      previewRotations: { command in
        try await session.translated { try await session.previewRotations(command) }
      },
      examine: { session.examine() },
      denials: { session.denials.sentences },
      access: { session.denials.known },
      askDeniedAgain: { session.denials.askAgain() },
      close: { await session.close() })
  }
}
