import AWSClient
import Foundation
import GatewayKit
import TestSupport
import Testing

@Suite struct LeakDetailStories {
  private func details(_ service: GatewayService, _ key: APIKey) async throws -> [LeakDetail] {
    var details: [LeakDetail] = []
    for try await detail in service.leakDetails(RevokeStories.match(key)) { details.append(detail) }
    return details
  }

  private func allTraffic(_ details: [LeakDetail]) -> [LeakDetail.Traffic] {
    details.compactMap { if case .traffic(let traffic) = $0 { traffic } else { nil } }
  }

  private func usage(_ details: [LeakDetail]) -> LeakDetail.Exposure? {
    details.lazy.compactMap { detail -> LeakDetail.Exposure? in
      if case .exposure(let exposure) = detail { exposure } else { nil }
    }.first
  }

  @Test func aDistributionsKeyIsWarnedOf() async throws {
    try await RotationWorld.tell(keys: 60, plans: 9) { world in
      let service = try await world.connect()
      var warned: [(LeakDetail.Traffic, LeakDetail.Exposure)] = []
      for key in try await service.allKeys() where key.name.hasSuffix("-stg") {
        let details = try await details(service, key)
        guard let exposure = usage(details) else { continue }
        for traffic in allTraffic(details) where traffic.warning?.contains("CloudFront") == true {
          warned.append((traffic, exposure))
        }
      }
      #expect(warned.count == 1)
      let (traffic, exposure) = try #require(warned.first)
      #expect(
        traffic.warning
          == "100 % of this stage's requests, agent Amazon CloudFront: disabling stops the site.")
      #expect(traffic.requests > 0)
      #expect(traffic.requests == traffic.allRequests)
      #expect(!traffic.callers.isEmpty)
      #expect(
        traffic.callers.allSatisfy {
          $0.agent == "Amazon CloudFront" && $0.address.hasPrefix("198.51.100.")
        })
      // A day of the log lies within two days of the count.
      let twoDays = exposure.days.suffix(2).reduce(0) { $0 + $1.used }
      #expect(traffic.requests <= twoDays)
      #expect(exposure.ninetyDays >= twoDays)
      await service.close()
    }
  }

  @Test func callsOfTheLastDayAreCountedByCaller() async throws {
    try await RotationWorld.tell(keys: 0, plans: 0) { world in
      let service = try await world.connect()
      let api = try #require(
        try await service.apis(.interactive).first { $0.name == "orders-api" })
      let stage = StageReference(apiId: api.id, stage: "prod")
      guard
        case .plan(let plan) = try await service.perform(
          .createPlan(PlanDraft(name: "logged", stages: [PlanStage(reference: stage)]))
        ).subject
      else { throw Missing() }
      var keys: [(key: APIKey, value: KeyValue)] = []
      for name in ["one", "two"] {
        let made = try await service.perform(.createKey(KeyDraft(name: name, plans: [plan])))
        guard case .key(let key) = made.subject, let value = made.value else { throw Missing() }
        keys.append((key, value))
      }
      world.time.pass(10)
      world.call(keys[0].value, stage, times: 3)
      world.call(keys[1].value, stage, times: 2)
      let told = try await details(service, keys[0].key)
      let traffic = try #require(allTraffic(told).first)
      #expect(traffic.requests == 3)
      #expect(traffic.allRequests == 5)
      #expect(traffic.warning == nil)
      #expect(traffic.callers.map(\.requests) == [3])
      let exposure = try #require(usage(told))
      #expect(exposure.today == 3)
      #expect(exposure.ninetyDays == 3)
      #expect(exposure.days.map(\.used).reduce(0, +) == 3)
      await service.close()
    }
  }

  @Test func whatMadeAKeyIsReadFromItsMarks() async throws {
    try await RotationWorld.tell(keys: 20, plans: 9) { world in
      let service = try await world.connect()
      var made: [String: LeakDetail.Management] = [:]
      var unmade = 0
      for key in try await service.allKeys() {
        // The marks come early; nobody reads the logs of twenty keys here.
        for try await detail in service.leakDetails(RevokeStories.match(key)) {
          guard case .management(let management) = detail else { continue }
          if let management {
            made["\(management.tool.rawValue) \(management.resource ?? "")"] = management
            #expect(management.change.contains { $0.contains("false") })
          } else {
            unmade += 1
          }
          break
        }
      }
      #expect(unmade == 16)
      #expect(
        made.mapValues { "\($0.place ?? "-") \($0.isCertain)" } == [
          "\(LeakDetail.Management.Tool.terraform.rawValue) ": "- false",
          "\(LeakDetail.Management.Tool.serverless.rawValue) ApiGatewayApiKey1":
            "orders-service-prod true",
          "\(LeakDetail.Management.Tool.sam.rawValue) SearchApiApiKey": "search-sam-app true",
          "\(LeakDetail.Management.Tool.cdk.rawValue) PartnerKeyA8B8C1D2": "PartnerApiStack true",
        ])
      await service.close()
    }
  }
}
