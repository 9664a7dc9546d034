import Foundation
import GatewayKit
import Testing
import TollgateCLI

/// What programs read: JSON and CSV, to the letter.
@Suite struct ShapeTests {
  private let acme = """
    {"id":"k1","name":"acme-mobile","enabled":true,"createdDate":"2026-11-21T12:00:00Z",\
    "lastUpdatedDate":"2026-11-21T12:01:01Z","tags":{"owner":"acme"},\
    "context":{"profile":"default","region":"eu-central-1"}}
    """
  private let globex = """
    {"id":"k2","name":"globex-web","enabled":false,"createdDate":"2026-11-21T12:00:00Z",\
    "lastUpdatedDate":"2026-11-21T12:01:01Z","tags":{},\
    "context":{"profile":"default","region":"eu-central-1"}}
    """

  @Test func keysListIsAnArrayWithAKeyALine() async {
    let result = await Scene().run("keys", "list", "-o", "json")
    #expect(result == .init(code: 0, out: "[\n\(acme),\n\(globex)\n]\n", err: ""))
  }

  @Test func anEmptyListIsBrackets() async {
    let result = await Scene(.scripted(keys: [])).run("keys", "list", "--output", "json")
    #expect(result == .init(code: 0, out: "[]\n", err: ""))
  }

  @Test func filtersShareTheKeysOut() async {
    let on = await Scene().run("keys", "list", "--enabled", "-o", "json")
    let off = await Scene().run("keys", "list", "--disabled", "-o", "json")
    let found = await Scene().run("keys", "list", "--filter", "GLOBEX", "-o", "json")
    #expect(on.out == "[\n\(acme)\n]\n")
    #expect(off.out == "[\n\(globex)\n]\n")
    #expect(found.out == "[\n\(globex)\n]\n")
  }

  @Test func keysOfAPlanNameIt() async {
    let result = await Scene().run("keys", "list", "--plan", "basic", "-o", "json")
    let withPlans = acme.replacing(
      ",\"context\"", with: ",\"plans\":[{\"id\":\"pl1\",\"name\":\"basic\"}],\"context\"")
    #expect(result.out == "[\n\(withPlans)\n]\n")
  }

  @Test func aKeyOnATerminalIsLaidOut() async {
    let scene = Scene(terminals: .all)
    let result = await scene.run("keys", "show", "k2", "--show-value", "-o", "json")
    #expect(
      result.out == """
        {
          "id": "k2",
          "name": "globex-web",
          "enabled": false,
          "createdDate": "2026-11-21T12:00:00Z",
          "lastUpdatedDate": "2026-11-21T12:01:01Z",
          "tags": {},
          "plans": [
            {
              "id": "pl1",
              "name": "basic"
            }
          ],
          "context": {
            "profile": "default",
            "region": "eu-central-1"
          },
          "value": "value-0123456789-0123456789"
        }

        """)
  }

  @Test func keysAsCSVHaveTheFieldsOfTheJSON() async {
    let result = await Scene().run("keys", "list", "-o", "csv")
    #expect(
      result.out == """
        id,name,enabled,createdDate,lastUpdatedDate,description,customerId,tags
        k1,acme-mobile,true,2026-11-21T12:00:00Z,2026-11-21T12:01:01Z,,,owner=acme
        k2,globex-web,false,2026-11-21T12:00:00Z,2026-11-21T12:01:01Z,,,

        """)
  }

  @Test func aPlanHasItsMethodLimits() async {
    let result = await Scene().run("plans", "show", "basic", "-o", "json")
    #expect(
      result.out == """
        {"id":"pl1","name":"basic","throttle":{"rateLimit":100,"burstLimit":50},\
        "quota":{"limit":10000,"period":"MONTH","offset":0},"apiStages":[{"apiId":"ap1",\
        "apiName":"orders","stage":"prod","throttle":{"/search/GET":{"rateLimit":5.5,\
        "burstLimit":10}}}],"tags":{"tier":"basic"},"keyCount":2,\
        "context":{"profile":"default","region":"eu-central-1"}}

        """)
  }

  @Test func usageSaysWhenItRunsOut() async {
    let result = await Scene(.withUsage()).run("usage", "show", "--plan", "basic", "-o", "json")
    #expect(
      result.out == """
        [
        {"planId":"pl1","planName":"basic","keyId":"k1","keyName":"acme-mobile",\
        "quota":{"limit":10000,"period":"MONTH","offset":0},\
        "days":[{"date":"2026-11-20","used":12,"remaining":988}],"used":9012,"remaining":988,\
        "percent":90.12,"adjusted":false,"forecast":{"state":"exhausts",\
        "at":"2026-11-21T12:00:00Z"}}
        ]

        """)
  }

  @Test func theDefaultRangeHoldsAMonth() async {
    let result = await Scene(.withUsage()).run("usage", "export")
    #expect(
      result.out == """
        planId,planName,keyId,keyName,date,used,remaining
        pl1,basic,k1,acme-mobile,2026-11-20,12,988
        pl2,open,k1,acme-mobile,2026-11-20,12,988

        """)
  }

  @Test func exportLeavesValuesOut() async {
    let result = await Scene().run("keys", "export")
    #expect(
      result.out == """
        Name,Description,Enabled,UsagePlanIds
        acme-mobile,,true,pl1
        globex-web,,false,

        """)
  }
}

extension GatewayService {
  /// The scripted service with one key's usage in every plan, of the days that are expected.
  static func withUsage() -> GatewayService {
    var service = GatewayService.scripted()
    service.usage = { request, _ in
      guard request.from.description == "2026-10-22", request.to.description == "2026-11-21" else {
        throw GatewayError(
          kind: .failed, code: "WrongDays", message: "\(request.from) to \(request.to)", advice: "")
      }
      return [
        KeyUsage(
          plan: request.plan.reference, keyId: KeyID("k1"), keyName: "acme-mobile",
          quota: request.plan.quota,
          days: [
            UsageDay(
              date: CalendarDay(year: 2026, month: 11, day: 20), used: 12, remaining: 988)
          ],
          used: 9012, remaining: 988, percent: 90.12, isAdjusted: false,
          forecast: Forecast(state: .exhausts, at: .noon), fetchedAt: .noon, context: .example)
      ]
    }
    return service
  }
}
