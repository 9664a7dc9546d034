import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct ReadStories {
  @Test func listsAllKeysInPagesOfFiveHundred() async throws {
    try await World.tell(keys: 1_234) { world in
      let service = try await world.connect()
      var pages: [(Int, Int, Bool)] = []
      var ids: Set<KeyID> = []
      for try await page in service.keyPages(nil, .interactive) {
        pages.append((page.number, page.keys.count, page.isLast))
        ids.formUnion(page.keys.map(\.id))
      }
      #expect(pages.map(\.0) == [1, 2, 3])
      #expect(pages.map(\.1) == [500, 500, 234])
      #expect(pages.map(\.2) == [false, false, true])
      #expect(ids.count == 1_234)
      #expect(world.wire.takeSent() == ["GET /apikeys", "GET /apikeys", "GET /apikeys"])
      #expect(!FileManager.default.fileExists(atPath: world.folder.path + "/state"))
      await service.close()
    }
  }

  @Test func readsPlansWithTheNamesOfTheirAPIs() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plans = try await service.allPlans()
      #expect(plans.count == 9)
      #expect(Set(world.wire.takeSent()) == ["GET /usageplans", "GET /restapis"])
      #expect(plans.allSatisfy { $0.apiStages.allSatisfy { $0.apiName != nil } })
      #expect(plans.contains { !$0.apiStages.isEmpty })
      let plan = try await service.plan(try #require(plans.first).id, true, .interactive)
      let members = try await service.members(plan.id, .interactive)
      #expect(plan.keyCount == members.count)
      await service.close()
    }
  }

  @Test func resolvesIdsAndNames() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let keys = try await service.allKeys()
      let named = try #require(
        keys.first { key in
          !key.name.isEmpty && keys.filter { $0.name == key.name }.count == 1
        })
      _ = world.wire.takeSent()
      let found = try await service.resolveKeys([named.id.shown, named.name])
      #expect(found.map(\.id) == [named.id])
      #expect(world.wire.takeSent() == ["GET /apikeys/\(named.id.wire)", "GET /apikeys"])

      let unknown = try await failure {
        _ = try await service.resolveKeys([named.name, "nobody", "abcdefghij"])
      }
      #expect(
        unknown
          == GatewayError(
            kind: .notFound, code: "NotFound",
            message: "There is no key called “nobody”, “abcdefghij”.",
            advice: "Names are exact, upper and lower case included; list what is there."))
      await service.close()
    }
  }

  @Test func refusesAmbiguousNames() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      for isOn in [true, false] {
        try await service.perform(.createKey(KeyDraft(name: "twin", isEnabled: isOn)))
      }
      try await service.perform(.createKey(KeyDraft(name: "twins")))
      let twins = try await service.allKeys().filter { $0.name == "twin" }
      let error = try await failure { _ = try await service.resolveKeys(["twin"]) }
      #expect(error.kind == .refused)
      #expect(error.code == "AmbiguousName")
      for twin in twins {
        let state = twin.isEnabled ? "enabled" : "disabled"
        let created = try #require(twin.createdDate).iso8601
        #expect(error.message.contains("\(twin.id.shown), \(state), created \(created)"))
      }
      #expect(error.message.hasPrefix("2 keys are called “twin”: "))
      await service.close()
    }
  }

  @Test func resolvesStages() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let apis = try await service.apis(.interactive)
      let api = try #require(apis.first)
      let stage = try #require(api.stages.first)
      let byName = try await service.resolveStages(["\(api.name):\(stage)"])
      #expect(byName.map(\.reference) == [StageReference(apiId: api.id, stage: stage)])
      #expect(byName.map(\.label) == ["\(api.name)/\(stage)"])
      let error = try await failure {
        _ = try await service.resolveStages(["\(api.id):nowhere", "\(api.name):\(stage)"])
      }
      #expect(error.kind == .notFound)
      #expect(error.message == "There is no API stage called “\(api.id):nowhere”.")
      let usage = try await failure { _ = try await service.resolveStages(["orders"]) }
      #expect(usage.kind == .usage)
      await service.close()
    }
  }

  @Test func usageHasEveryMemberAndAgreesWithItself() async throws {
    try await World.tell(keys: 60) { world in
      let service = try await world.connect()
      let today = CalendarDay(Date())
      var rows = 0
      for plan in try await service.allPlans() {
        let request = UsageRequest(plan: plan, from: today - 13, to: today)
        let usage = try await service.usage(request, .interactive)
        let members = try await service.members(plan.id, .interactive)
        #expect(Set(usage.map(\.keyId)).isSuperset(of: members.map(\.id)))
        for row in usage {
          rows += 1
          #expect(row.days.allSatisfy { $0.date >= today - 13 && $0.date <= today })
          if let quota = row.quota, let percent = row.percent, let remaining = row.remaining {
            #expect(
              percent
                == UsageReading.percent(used: row.used, remaining: remaining, limit: quota.limit))
            if !row.isAdjusted, remaining > 0 {
              #expect(row.used + remaining == quota.limit, "\(row)")
            }
          } else {
            #expect(row.forecast == Forecast(state: .unmetered))
          }
        }
      }
      #expect(rows > 20)
      let tooLong = UsageRequest(
        plan: try #require(try await service.allPlans().first), from: today - 91, to: today)
      let error = try await failure { _ = try await service.usage(tooLong, .interactive) }
      #expect(error.kind == .usage)
      #expect(error.code == "TooManyDays")
      await service.close()
    }
  }

  @Test func identifiesTheCaller() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      #expect(service.identity().account == nil)
      #expect(service.identity().context.profile == "sandbox")
      let identity = try await service.identify()
      #expect(identity.account == "123456789012")
      #expect(service.identity() == identity)
      await service.close()
    }
  }

  @Test func saysWhatIsWrongWithTheAnswer() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      world.wire.fail("GET", "/apikeys", .page, times: 9)
      let error = try await failure { _ = try await service.allKeys() }
      #expect(error.kind == .failed)
      #expect(error.message.contains("did not answer GetApiKeys as API Gateway does"))
      await service.close()
    }
  }

  @Test func saysWhichSourcesOfCredentialsWereTried() async throws {
    try await World.tell { world in
      let error = try await failure {
        _ = try await world.connect(environment: [
          "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": world.folder.path,
        ])
      }
      #expect(error.kind == .credentials)
      #expect(error.message.contains("AWS_ACCESS_KEY_ID is not set"))
    }
  }
}
