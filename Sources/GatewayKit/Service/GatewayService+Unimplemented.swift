import AWSClient

extension GatewayService {
  /// A service of which nothing works; tests put in the closures that they need. Whatever else is
  /// called throws an error that names it.
  package static func unimplemented(identity: ContextIdentity) -> GatewayService {
    GatewayService(
      identity: { identity },
      identify: { throw missing("identify") },
      budget: { BudgetFigures() },
      contexts: { [ContextStanding(context: identity.context, identity: identity)] },
      notices: { [] },
      config: { GatewayConfig() },
      keyPages: { _, _ in AsyncThrowingStream { $0.finish(throwing: missing("keyPages")) } },
      key: { _, _ in throw missing("key") },
      resolveKeys: { _ in throw missing("resolveKeys") },
      planPages: { _ in AsyncThrowingStream { $0.finish(throwing: missing("planPages")) } },
      plan: { _, _, _ in throw missing("plan") },
      resolvePlans: { _ in throw missing("resolvePlans") },
      members: { _, _ in throw missing("members") },
      plansOfKey: { _, _ in throw missing("plansOfKey") },
      apis: { _ in throw missing("apis") },
      resolveStages: { _ in throw missing("resolveStages") },
      usage: { _, _ in throw missing("usage") },
      confirmation: { _ in .none },
      preview: { _ in throw missing("preview") },
      perform: { _, _, _ in throw missing("perform") },
      undoCandidate: { throw missing("undoCandidate") },
      undo: { throw missing("undo") },
      previewUndo: { throw missing("previewUndo") },
      reveal: { _, _ in throw missing("reveal") },
      revealAll: { throw missing("revealAll") },
      importKeys: { _, _, _ in throw missing("importKeys") },
      journal: { _ in throw missing("journal") },
      verifyJournal: { throw missing("verifyJournal") },
      findLeaks: { _ in AsyncThrowingStream { $0.finish(throwing: missing("findLeaks")) } },
      leakDetails: { _ in AsyncThrowingStream { $0.finish(throwing: missing("leakDetails")) } },
      revoke: { _, _ in AsyncThrowingStream { $0.finish(throwing: missing("revoke")) } },
      previewRevoke: { _ in throw missing("previewRevoke") },
      quarantine: { _ in throw missing("quarantine") },
      revivals: { _ in [] },
      rotations: { _, _ in throw missing("rotations") },
      checkRotations: { _ in throw missing("checkRotations") },
      runRotations: { _, _, _, _ in throw missing("runRotations") },
      previewRotations: { _ in throw missing("previewRotations") },
      examine: {
        AsyncStream { stream in
          var facts = ContextFacts(context: identity.context)
          facts.failure = missing("examine")
          stream.yield(facts)
          stream.finish()
        }
      },
      denials: { [] },
      access: { KnownAccess() },
      askDeniedAgain: {},
      close: {})
  }

  static func missing(_ name: String) -> GatewayError {
    GatewayError(
      kind: .failed, code: "Unimplemented", message: "\(name) is not implemented here.",
      advice: "Put a closure in.")
  }
}
