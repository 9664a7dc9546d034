import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct ChangeStories {
  /// A key of one's own, and two plans that do not share a stage.
  struct Cast {
    let key: APIKey
    let plans: [UsagePlan]
  }

  static func cast(_ service: GatewayService) async throws -> Cast {
    let apis = try await service.apis(.interactive)
    let stages = apis.flatMap { api in
      api.stages.map { PlanStage(reference: StageReference(apiId: api.id, stage: $0)) }
    }
    var plans: [UsagePlan] = []
    for (index, stage) in stages.prefix(3).enumerated() {
      let draft = PlanDraft(
        name: "story-\(index)", throttle: Throttle(rateLimit: 10, burstLimit: 5),
        quota: Quota(limit: 1_000, period: .month), stages: [stage])
      guard case .plan(let plan) = try await service.perform(.createPlan(draft)).subject else {
        throw Missing()
      }
      plans.append(plan)
    }
    let outcome = try await service.perform(
      .createKey(KeyDraft(name: "heroine", tags: ["team": "red"])))
    guard case .key(let key) = outcome.subject else { throw Missing() }
    return Cast(key: key, plans: plans)
  }

  @Test func createsAKeyInPlans() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await Self.cast(service)
      _ = world.wire.takeSent()
      let draft = KeyDraft(
        name: "acme-mobile", description: "the app", customerId: "c-1", tags: ["owner": "acme"],
        plans: Array(cast.plans.prefix(2)))
      let outcome = try await service.perform(.createKey(draft))
      guard case .key(let key) = outcome.subject else { throw Missing() }
      #expect(key.isEnabled)
      #expect(key.tags == ["owner": "acme"])
      #expect(key.plans == cast.plans.prefix(2).map(\.reference))
      #expect(outcome.summary == "created acme-mobile in story-0, story-1")
      #expect(outcome.value?.isEmpty == false)
      #expect(outcome.notes == [])
      #expect(!outcome.isReversible)
      let plans = cast.plans.map(\.id.wire)
      #expect(
        world.wire.takeChanges() == [
          "POST /apikeys", "POST /usageplans/\(plans[0])/keys", "POST /usageplans/\(plans[1])/keys",
        ])
      // The value is nowhere on the disk.
      let value = try #require(outcome.value).revealed(for: .showValue)
      let bytes = try world.folder.allBytes()
      #expect(bytes.count > 1_000)
      #expect(bytes.range(of: Data(value.utf8)) == nil)
      await service.close()
    }
  }

  @Test func aCreationWhoseAnswerIsLostIsFoundAgain() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      try await service.perform(.createKey(KeyDraft(name: "acme")))
      world.wire.fail("POST", "/apikeys", .loseAnswer)
      let outcome = try await service.perform(.createKey(KeyDraft(name: "acme")))
      #expect(
        outcome.notes == ["The answer for the new key was lost; read back, it was applied."])
      #expect(outcome.value?.isEmpty == false)
      #expect(try await service.allKeys().filter { $0.name == "acme" }.count == 2)
      let lines = try await service.journal(2)
      #expect(lines.map(\.outcome) == ["done", "done"])
      await service.close()
    }
  }

  @Test func aCreationThatDidNotArriveIsSentAgain() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      world.wire.fail("POST", "/apikeys", .loseRequest)
      let outcome = try await service.perform(.createKey(KeyDraft(name: "acme")))
      #expect(
        outcome.notes == ["The first request for the new key did not arrive; it was sent again."])
      #expect(try await service.allKeys().filter { $0.name == "acme" }.count == 1)
      #expect(world.wire.takeChanges() == ["POST /apikeys", "POST /apikeys"])
      await service.close()
    }
  }

  @Test func aCreationOfUnknownOutcomeSaysSo() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      try await service.perform(.createKey(KeyDraft(name: "first")))
      world.wire.fail("POST", "/apikeys", .loseAnswer)
      // The look before the creation works; those after it do not.
      let error = try await failure {
        _ = try await service.perform(
          .createKey(KeyDraft(name: "acme")), .interactive
        ) { said in
          if said.contains("looking") {
            world.wire.fail("GET", "/apikeys", .loseRequest, times: 9)
          }
        }
      }
      #expect(error.outcomeUnknown)
      #expect(error.kind == .temporary)
      #expect(try await service.journal(1).map(\.outcome) == ["unknown"])
      #expect(try await service.undoCandidate() == nil)
      await service.close()
    }
  }

  @Test func aKeyThatOnePlanRefusesIsTakenBack() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await Self.cast(service)
      world.wire.fail(
        "POST", "/usageplans/\(cast.plans[2].id.wire)/keys",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      let draft = KeyDraft(name: "acme", plans: cast.plans)
      let error = try await failure { try await service.perform(.createKey(draft)) }
      #expect(
        error.message
          == [
            "acme could not be put into story-2: API Gateway refuses CreateUsagePlanKey: Not today. ",
            "The new key was deleted again; nothing is left of it.",
          ].joined())
      #expect(error.code == "TakenBack")
      #expect(try await service.allKeys().filter { $0.name == "acme" } == [])
      #expect(try await service.members(cast.plans[0].id, .interactive) == [])
      #expect(try await service.journal(1).map(\.outcome) == ["failed"])
      await service.close()
    }
  }

  @Test func whatCannotBeTakenBackIsNamed() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await Self.cast(service)
      world.wire.fail(
        "POST", "/usageplans/\(cast.plans[1].id.wire)/keys",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      world.wire.fail(
        "DELETE", "/apikeys/",
        .answer(
          status: 403, code: "AccessDeniedException",
          message: "User: arn:aws:iam::1:user/x is not authorized to perform: apigateway:DELETE "
            + "on resource: arn:aws:apigateway:us-east-1::/apikeys/abc"))
      let draft = KeyDraft(name: "acme", plans: Array(cast.plans.prefix(2)))
      let error = try await failure { try await service.perform(.createKey(draft)) }
      let key = try #require(try await service.allKeys().first { $0.name == "acme" })
      #expect(
        error.message
          == [
            "acme could not be put into story-1: API Gateway refuses CreateUsagePlanKey: Not today. ",
            "Deleting the new key again failed too: arn:aws:iam::1:user/x may not ",
            "apigateway:DELETE on arn:aws:apigateway:us-east-1::/apikeys/abc. ",
            "The key \(key.id.shown) is there, enabled, in story-0.",
          ].joined())
      #expect(error.advice == "Delete it: tollgate keys delete \(key.id.shown)")
      await service.close()
    }
  }

  @Test func aValueThatIsTakenIsExplained() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let value = KeyValue("abcdefghijklmnopqrstuvwxyz0123456789")
      try await service.perform(.createKey(KeyDraft(name: "one", value: value)))
      let error = try await failure {
        try await service.perform(.createKey(KeyDraft(name: "two", value: value)))
      }
      #expect(error.kind == .failed)
      #expect(error.message == "Another key already has this value: API Key already exists.")
      let short = try await failure {
        try await service.perform(.createKey(KeyDraft(name: "x", value: KeyValue("short"))))
      }
      #expect(short.kind == .usage)
      #expect(short.message == "The value has 5 characters; 20 to 128 are allowed.")
      await service.close()
    }
  }

  @Test func aConflictNamesThePlanInTheWay() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await Self.cast(service)
      var rival = cast.plans[0]
      let draft = PlanDraft(name: "rival", stages: rival.apiStages)
      if case .plan(let plan) = try await service.perform(.createPlan(draft)).subject {
        rival = plan
      }
      try await service.perform(.attach(cast.key, cast.plans[0]))
      let label = try #require(rival.apiStages.first).label
      _ = world.wire.takeSent()
      let error = try await failure { try await service.perform(.attach(cast.key, rival)) }
      #expect(
        error.message
          == [
            "heroine is in the plan story-0, which opens \(label) too, and API Gateway allows a key ",
            "one plan per API stage.",
          ].joined())
      #expect(error.advice == "Take it out of story-0 first.")
      #expect(world.wire.takeChanges() == [])
      let twice = try await failure {
        try await service.perform(.attach(cast.key, cast.plans[0]))
      }
      #expect(twice.code == "AlreadyAttached")
      await service.close()
    }
  }

  @Test func readOnlySendsNothing() async throws {
    try await World.tell { world in
      let service = try await world.connect(isReadOnly: true)
      let key = try #require(try await service.allKeys().first)
      _ = world.wire.takeSent()
      let error = try await failure { try await service.perform(.setEnabled(key, false)) }
      #expect(
        error
          == GatewayError(
            kind: .refused, code: "ReadOnly",
            message: "This session is read-only; nothing was sent (disable key \(key.label)).",
            advice: "Leave --read-only out to change something."))
      #expect(world.wire.takeSent() == [])
      let planned = try await service.preview(.setEnabled(key, false))
      #expect(planned.map(\.method) == ["PATCH"])
      await service.close()
    }
  }

  @Test func whatCannotBeWrittenDownIsNotSent() async throws {
    try await World.tell { world in
      try Data().write(to: URL(filePath: world.folder.path + "/file"))
      let service = try await world.connect(stateFolder: world.folder.path + "/file/state")
      let key = try #require(try await service.allKeys().first)
      _ = world.wire.takeSent()
      let error = try await failure { try await service.perform(.setEnabled(key, false)) }
      #expect(error.kind == .failed)
      #expect(error.code == "JournalNotWritable")
      #expect(world.wire.takeChanges() == [])
      await service.close()
    }
  }

  @Test func previewsWithoutSending() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await Self.cast(service)
      _ = world.wire.takeSent()
      let draft = KeyDraft(
        name: "acme", value: KeyValue("abcdefghijklmnopqrstuvwxyz"), plans: [cast.plans[0]])
      let planned = try await service.preview(.createKey(draft))
      #expect(
        planned.map { "\($0.method) \($0.path)" } == [
          "POST /apikeys", "POST /usageplans/\(cast.plans[0].id.wire)/keys",
        ])
      #expect(planned.allSatisfy { !"\($0)".contains("abcdefghijklmnopqrstuvwxyz") })
      let delete = try await service.preview(.deletePlan(cast.plans[0]))
      #expect(delete.map(\.method) == ["PATCH", "DELETE"])
      let stranger = try await failure {
        _ = try await service.preview(.grant(cast.key, cast.plans[0], Grant(amount: .add(5))))
      }
      #expect(stranger.message == "heroine is not in the plan story-0.")
      try await service.perform(.attach(cast.key, cast.plans[0]))
      _ = world.wire.takeSent()
      let grant = try await service.preview(
        .grant(cast.key, cast.plans[0], Grant(amount: .add(5))))
      #expect(
        grant.map { "\($0.method) \($0.path)" } == [
          "PATCH /usageplans/\(cast.plans[0].id.wire)/keys/\(cast.key.id.wire)/usage"
        ])
      #expect(world.wire.takeChanges() == [])
      await service.close()
    }
  }
}
