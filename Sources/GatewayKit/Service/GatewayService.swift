package import AWSClient

/// Everything that can be done in one context, as closures: what console and commands know of the
/// world. ``live`` talks to a service and the journal; tests put their own closures in.
///
/// All closures throw ``GatewayError`` and nothing else, apart from `CancellationError`.
package struct GatewayService: Sendable {
  /// What is known of the context without a request.
  package var identity: @Sendable () -> ContextIdentity
  /// Asks STS who is calling and completes ``identity``.
  package var identify: @Sendable () async throws -> ContextIdentity
  /// The request budget, now.
  package var budget: @Sendable () -> BudgetFigures
  /// How each of the contexts stands that this service covers; one, unless it was joined of several.
  package var contexts: @Sendable () -> [ContextStanding]
  /// Sentences that a person should read: problems of config.yaml, a journal that was set aside, a
  /// credentials file open to others, a clock that is wrong. There may be more of them later.
  package var notices: @Sendable () async -> [String]
  /// What config.yaml says.
  package var config: @Sendable () -> GatewayConfig

  /// All keys, page by page as they come. `name` is a case-sensitive prefix that the service
  /// applies.
  package var keyPages:
    @Sendable (_ name: String?, _ lane: Lane) -> AsyncThrowingStream<KeyPage, any Error>
  /// One key with its plans (two requests).
  package var key: @Sendable (_ id: KeyID, _ lane: Lane) async throws -> APIKey
  /// Ids, shown ids or names to keys, all resolved before any is returned. Throws `notFound` for an
  /// unknown one and `refused` with the candidates for an ambiguous one.
  package var resolveKeys: @Sendable (_ references: [String]) async throws -> [APIKey]
  /// All plans as they come, without the number of keys.
  package var planPages: @Sendable (_ lane: Lane) -> AsyncThrowingStream<PlanPage, any Error>
  /// One plan with tags and API names, and with the number of keys when asked.
  package var plan:
    @Sendable (_ id: PlanID, _ countKeys: Bool, _ lane: Lane) async throws -> UsagePlan
  /// Ids or names to plans, as ``resolveKeys``.
  package var resolvePlans: @Sendable (_ references: [String]) async throws -> [UsagePlan]
  /// The members of a plan. The values that come along go no further than the decoder.
  package var members: @Sendable (_ plan: PlanID, _ lane: Lane) async throws -> [PlanMember]
  /// Plans that hold a key (one request).
  package var plansOfKey: @Sendable (_ key: KeyID, _ lane: Lane) async throws -> [UsagePlan]
  /// All REST APIs with their stages (one request and one per API).
  package var apis: @Sendable (_ lane: Lane) async throws -> [RestAPI]
  /// `API:STAGE` texts (API by id or unique name) to references; refuses what does not exist.
  package var resolveStages: @Sendable (_ references: [String]) async throws -> [PlanStage]
  /// Usage of a plan, or of one key in it. Keys of the plan without any usage are included.
  package var usage: @Sendable (_ request: UsageRequest, _ lane: Lane) async throws -> [KeyUsage]

  /// What a set of changes needs before it may be sent.
  package var confirmation: @Sendable (_ changes: [Change]) -> Confirmation
  /// The changing requests that performing would send, in order, values masked. Reads may be sent.
  package var preview: @Sendable (_ change: Change) async throws -> [PlannedRequest]
  /// Performs one change: journal, request, read back, journal. `progress` gets short sentences for
  /// people, such as why it waits and for how long.
  package var perform:
    @Sendable (_ change: Change, _ lane: Lane, _ progress: @escaping @Sendable (String) -> Void)
      async throws -> ChangeOutcome
  /// What undo would take back now; nil when nothing can be.
  package var undoCandidate: @Sendable () async throws -> UndoCandidate?
  /// Takes the last reversible change back, after comparing with the server; refuses with the
  /// difference when something else changed it since.
  package var undo: @Sendable () async throws -> ChangeOutcome
  /// The changing requests that ``undo`` would send, as ``preview`` has them; empty when there is
  /// nothing to take back.
  package var previewUndo: @Sendable () async throws -> [PlannedRequest]
  /// A key's value, asked for by a person; journalled before it is returned.
  package var reveal:
    @Sendable (_ key: KeyID, _ place: KeyValue.Revelation) async throws -> KeyValue
  /// Values of all keys, for an export; journalled once.
  package var revealAll: @Sendable () async throws -> [KeyID: KeyValue]
  /// Imports keys from AWS's CSV. `preview` sends nothing that changes anything. Nothing is imported
  /// unless every line is good or `goOn` is true.
  package var importKeys:
    @Sendable (_ csv: KeyValue, _ preview: Bool, _ goOn: Bool) async throws -> ImportOutcome
  /// The newest entries of the journal, newest first.
  package var journal: @Sendable (_ limit: Int) async throws -> [JournalLine]
  /// Checks the journal's chain of hashes.
  package var verifyJournal: @Sendable () async throws -> JournalCheck

  /// Looks for the keys that leaked text names, in every context. Values are asked for only here,
  /// and that is announced first; a value that was seen before is found without.
  package var findLeaks: @Sendable (_ text: LeakText) -> AsyncThrowingStream<LeakEvent, any Error>
  /// What a leaked key opens, streamed as it comes in; what cannot be looked at is a note.
  package var leakDetails:
    @Sendable (_ match: LeakMatch) -> AsyncThrowingStream<LeakDetail, any Error>
  /// Disables the keys of a leak in the emergency lane, reads back, and proves it as far as asked.
  /// Not undone by ``undo``; the values are remembered as hashes.
  package var revoke:
    @Sendable (_ request: RevokeRequest, _ courier: Courier) -> AsyncThrowingStream<
      RevokeEvent, any Error
    >
  /// The changing requests that ``revoke`` would send.
  package var previewRevoke: @Sendable (_ request: RevokeRequest) async throws -> [PlannedRequest]
  /// Moves a leaked key into the quarantine plan that was prepared for its stages; throws `refused`
  /// with the line that prepares one when there is none.
  package var quarantine: @Sendable (_ match: LeakMatch) async throws -> ChangeOutcome
  /// Revoked keys that are enabled among these, and says so once each.
  package var revivals: @Sendable (_ keys: [APIKey]) async -> [Revival]

  /// Rotations that the journal or the tags of keys know, newest first; with what both keys used
  /// when asked. Lists all keys.
  package var rotations: @Sendable (_ withUse: Bool, _ lane: Lane) async throws -> [Rotation]
  /// Refuses a set of rotations before the first: more than 10,000 keys, one that is open elsewhere,
  /// a key that may not be rotated. Returns sentences that a person should read.
  package var checkRotations: @Sendable (_ requests: [RotateRequest]) async throws -> [String]
  /// Does what a command asks; an outcome for each rotation that was looked at.
  package var runRotations:
    @Sendable (
      _ command: RotationCommand, _ courier: Courier, _ lane: Lane,
      _ progress: @escaping @Sendable (String) -> Void
    ) async throws -> [RotationOutcome]
  /// The changing requests that a command would send now.
  package var previewRotations:
    @Sendable (_ command: RotationCommand) async throws -> [PlannedRequest]
  /// Asks for everything once that can be asked without changing anything, and tells what is known
  /// of the context after each answer.
  package var examine: @Sendable () -> AsyncStream<ContextFacts>
  /// A sentence for each thing that was left out because the caller may not ask for it.
  package var denials: @Sendable () -> [String]
  /// What the caller is known to be denied, now; of several contexts, in the first.
  package var access: @Sendable () -> KnownAccess
  /// Lets everything that was denied be tried again at once, in every context.
  package var askDeniedAgain: @Sendable () -> Void
  /// Ends connections and closes the store.
  package var close: @Sendable () async -> Void
}
