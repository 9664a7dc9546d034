package import AWSClient
package import Foundation

/// A page of keys on its way to a table.
package struct KeyPage: Hashable, Sendable {
  /// The keys in the service's order.
  package var keys: [APIKey]
  /// Pages so far, this one included.
  package var number: Int
  /// True for the last one.
  package var isLast: Bool
  /// When it came.
  package var fetchedAt: Date

  /// Makes a page.
  package init(keys: [APIKey], number: Int, isLast: Bool, fetchedAt: Date) {
    self.keys = keys
    self.number = number
    self.isLast = isLast
    self.fetchedAt = fetchedAt
  }
}

/// Plans as they come.
package struct PlanPage: Hashable, Sendable {
  /// The plans in the service's order.
  package var plans: [UsagePlan]
  /// True for the last one.
  package var isLast: Bool
  /// When it came.
  package var fetchedAt: Date

  /// Makes a page.
  package init(plans: [UsagePlan], isLast: Bool, fetchedAt: Date) {
    self.plans = plans
    self.isLast = isLast
    self.fetchedAt = fetchedAt
  }
}

/// Which days of which plan's usage.
package struct UsageRequest: Hashable, Sendable {
  /// The plan.
  package var plan: UsagePlan
  /// One key only; nil for all of the plan.
  package var key: KeyID?
  /// First day.
  package var from: CalendarDay
  /// Last day, inclusive; at most 90 days from the first.
  package var to: CalendarDay

  /// Makes a request.
  package init(plan: UsagePlan, key: KeyID? = nil, from: CalendarDay, to: CalendarDay) {
    self.plan = plan
    self.key = key
    self.from = from
    self.to = to
  }
}

/// Who is calling, and how requests get there.
package struct ContextIdentity: Hashable, Sendable {
  /// The context.
  package var context: GatewayContext
  /// The account's twelve digits; nil until known.
  package var account: String?
  /// The caller's ARN; nil until known.
  package var arn: String?
  /// The endpoint when it is not AWS's own.
  package var endpoint: String?
  /// Where the credentials came from: `environment`, `profile prod in ~/.aws/credentials`.
  package var credentialSource: String
  /// When they expire; nil for long-lived ones.
  package var expiresAt: Date?
  /// No change leaves the process.
  package var isReadOnly: Bool
  /// Changes need typed names.
  package var isProtected: Bool

  /// Makes an identity.
  package init(
    context: GatewayContext, account: String? = nil, arn: String? = nil, endpoint: String? = nil,
    credentialSource: String, expiresAt: Date? = nil, isReadOnly: Bool = false,
    isProtected: Bool = false
  ) {
    self.context = context
    self.account = account
    self.arn = arn
    self.endpoint = endpoint
    self.credentialSource = credentialSource
    self.expiresAt = expiresAt
    self.isReadOnly = isReadOnly
    self.isProtected = isProtected
  }
}

/// What `z` or `tollgate undo` would take back.
package struct UndoCandidate: Hashable, Sendable {
  /// The journal entry.
  package var journalId: Int64
  /// What was done, in the past tense: `disabled acme-mobile`.
  package var summary: String
  /// What undoing does, as a verb phrase: `enable acme-mobile`.
  package var inverse: String
  /// When it was done.
  package var at: Date

  /// Makes a candidate.
  package init(journalId: Int64, summary: String, inverse: String, at: Date) {
    self.journalId = journalId
    self.summary = summary
    self.inverse = inverse
    self.at = at
  }
}

/// An entry of the journal as it is shown.
package struct JournalLine: Hashable, Sendable {
  /// Number.
  package var id: Int64
  /// When.
  package var at: Date
  /// Who: the caller's ARN, or `unknown`.
  package var who: String
  /// Where.
  package var context: GatewayContext
  /// What: `disable key acme-mobile`.
  package var action: String
  /// `done`, `failed`, `unknown`, `started`, `undone`.
  package var outcome: String
  /// Request ids.
  package var requestIds: [String]

  /// Makes a line.
  package init(
    id: Int64, at: Date, who: String, context: GatewayContext, action: String, outcome: String,
    requestIds: [String]
  ) {
    self.id = id
    self.at = at
    self.who = who
    self.context = context
    self.action = action
    self.outcome = outcome
    self.requestIds = requestIds
  }
}

/// What happened while CSV was imported.
package struct ImportOutcome: Hashable, Sendable {
  /// A line of the file.
  package struct Line: Hashable, Sendable {
    /// Line number in the file, from 1 (the header).
    package var line: Int
    /// The key's name.
    package var name: String
    /// `create`, `created`, `overwrite`, `overwritten`, `skip`, `failed`; `--preview` uses the
    /// present tense.
    package var action: String

    /// Makes a line.
    package init(line: Int, name: String, action: String) {
      self.line = line
      self.name = name
      self.action = action
    }
  }

  /// Ids of the keys made, in file order.
  package var ids: [KeyID]
  /// Warnings, the service's and ours.
  package var warnings: [String]
  /// What became of each line.
  package var lines: [Line]

  /// Makes an outcome.
  package init(ids: [KeyID], warnings: [String], lines: [Line]) {
    self.ids = ids
    self.warnings = warnings
    self.lines = lines
  }
}

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
  /// Ends connections and closes the store.
  package var close: @Sendable () async -> Void
}
