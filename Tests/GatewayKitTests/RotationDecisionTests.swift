import AWSClient
import Foundation
import LocalStore
import Testing

@testable import GatewayKit

/// The plain function that decides what is done next.
@Suite struct RotationDecisionTests {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)
  static let context = GatewayContext(profile: "sandbox", region: "us-east-1")
  static let stage = PlanStage(reference: StageReference(apiId: "api1", stage: "prod"))
  static let plan = UsagePlan(
    id: PlanID("plan01"), name: "basic-prod", quota: Quota(limit: 1_000, period: .month),
    apiStages: [stage], context: context)

  static func record(_ state: RotationState, retireAt: Date = now - 60) -> RotationRecord {
    RotationRecord(
      id: "abcdefghij01", place: JournalPlace(profile: "sandbox", region: "us-east-1"),
      state: state, oldKey: "oldkey0001", newKey: state == .planned ? nil : "newkey0001",
      startedAt: now - 10 * 86_400, updatedAt: now - 86_400,
      body: RotationRecord.Body(
        name: "acme",
        terms: RotationRecord.Terms(plans: [.init(id: "plan01", name: "basic-prod")]),
        oldPlans: [.init(id: "plan01", name: "basic-prod")], retireAt: retireAt,
        carriedPlans: ["plan01"]))
  }

  static func key(_ id: String, isEnabled: Bool = true, tags: [String: String] = [:]) -> APIKey {
    APIKey(
      id: KeyID(id), name: "acme", isEnabled: isEnabled, createdDate: now - 10 * 86_400,
      tags: tags, context: context)
  }

  static let marks = [
    RotationTags.rotation: "abcdefghij01", RotationTags.replacedBy: "newkey0001",
  ]

  /// Days before today with what was used on each.
  static func days(_ used: [Int: Int], remaining: Int = 500) -> [UsageDay] {
    let today = CalendarDay(now)
    return (0..<90).reversed().map {
      UsageDay(date: today - $0, used: used[$0] ?? 0, remaining: remaining)
    }
  }

  static func use(old: [Int: Int], new: [Int: Int], remaining: Int = 500) -> RotationUse {
    RotationUse(
      old: [.init(plan: "basic-prod", quota: plan.quota, days: days(old, remaining: remaining))],
      new: [.init(plan: "basic-prod", quota: plan.quota, days: days(new))])
  }

  /// A scene in which everything is as it should be for retiring.
  static func ready() -> RotationScene {
    RotationScene(
      old: key("oldkey0001", tags: marks), new: key("newkey0001"), oldPlans: [plan],
      newPlans: [plan], use: use(old: [20: 5], new: [1: 7]))
  }

  static func next(
    _ record: RotationRecord, _ scene: RotationScene, _ leave: RotationDecision.Leave = .init(),
    now: Date = now
  ) -> RotationVerdict {
    RotationDecision(record: record, scene: scene, now: now, leave: leave).next()
  }

  @Test func retiresWhenEverythingIsMet() {
    #expect(Self.next(Self.record(.overlapping), Self.ready()) == .step(.retire))
  }

  @Test func saysWhatItWaitsFor() {
    var scene = Self.ready()
    scene.use = Self.use(old: [0: 1], new: [:])
    scene.new?.isEnabled = false
    scene.newPlans = []
    let late = Self.record(.overlapping, retireAt: Date(timeIntervalSince1970: 1_800_100_800))
    #expect(
      Self.next(late, scene)
        == .waits([
          "new key is disabled", "new key is missing from plan basic-prod", "new key not seen yet",
          "old key quiet for 0 of 24 h", "overlap until 16 Jan 12:00 UTC",
        ]))
    // 2027-01-15 08:00 UTC: eight hours after the end of its last day.
    scene = Self.ready()
    scene.use = Self.use(old: [1: 3], new: [1: 1])
    #expect(
      Self.next(Self.record(.overlapping), scene) == .waits(["old key quiet for 8 of 24 h"]))
    scene.use = Self.use(old: [2: 3], new: [1: 1])
    #expect(Self.next(Self.record(.overlapping), scene) == .step(.retire))
    // The clock stands before what was written.
    var record = Self.record(.overlapping, retireAt: Self.now - 30 * 86_400)
    record.updatedAt = Self.now + 3_600
    #expect(
      Self.next(record, Self.ready())
        == .waits(["this clock, which is behind what was written at 15 Jan 09:00 UTC"]))
  }

  @Test func anExhaustedOrUncountedKeyIsNeverQuiet() {
    var scene = Self.ready()
    scene.use = Self.use(old: [20: 5], new: [1: 7], remaining: 0)
    #expect(
      Self.next(Self.record(.overlapping), scene)
        == .waits([
          "old key has used its quota of basic-prod up, so its silence tells nothing"
        ]))
    // Used up until yesterday: today tells nothing of it yet.
    var until = Self.days([20: 5])
    until[88].remaining = 0
    scene.use?.old[0].days = until
    #expect(
      Self.next(Self.record(.overlapping), scene) == .waits(["old key quiet for 8 of 24 h"]))
    scene.use?.old = [.init(plan: "free", quota: nil, days: nil)]
    #expect(
      Self.next(Self.record(.overlapping), scene)
        == .waits(["use of the old key in free cannot be seen, the plan has no quota"]))
    scene.use?.old = []
    #expect(
      Self.next(Self.record(.overlapping), scene)
        == .waits(["use of a key in no plan cannot be seen"]))
  }

  @Test func logsTellTheHour() {
    let quiet = { (seconds: Double?) in
      var use = Self.use(old: [0: 50], new: [:])
      use.logs = .init(
        since: Self.now - 86_400, oldLastAt: seconds.map { Self.now - $0 },
        newFirstAt: Self.now - 5_000)
      return use.silence(for: 86_400, now: Self.now)
    }
    #expect(quiet(nil) == .quiet)
    #expect(quiet(9.5 * 3_600) == .no("old key quiet for 9 of 24 h"))
    #expect(quiet(60) == .no("old key quiet for 0 of 24 h"))
  }

  @Test func findsTheLongestPause() {
    #expect(Self.use(old: [30: 1, 17: 1, 16: 1, 2: 1], new: [:]).longestPause() == 13)
    #expect(Self.use(old: [30: 1], new: [:]).longestPause() == 0)
  }

  /// Every combination of what may be: no step is ever taken that would leave the customer without
  /// a key that works.
  @Test func noCombinationIsDangerous() {
    var retired = 0
    var looked = 0
    let news: [APIKey?] = [nil, Self.key("newkey0001"), Self.key("newkey0001", isEnabled: false)]
    let leaves: [RotationDecision.Leave] = [
      .init(), .init(retires: false), .init(ignoresOverlap: true),
      .init(ignoresOverlap: true, forcedBecause: "they said so"), .init(deletes: true),
      .init(retireBetween: 0...60),
    ]
    var olds: [APIKey?] = [nil]
    for isEnabled in [true, false] {
      for tags in [
        [:], Self.marks, [RotationTags.claim + "abcdefghij01": Self.now.iso8601],
        [RotationTags.replacedBy: "someother1"],
        Self.marks.merging(["aws:cloudformation:stack-name": "shop"]) { $1 },
      ] {
        olds.append(Self.key("oldkey0001", isEnabled: isEnabled, tags: tags))
      }
    }
    let uses: [RotationUse?] = [
      nil, Self.use(old: [20: 1], new: [1: 1]), Self.use(old: [0: 1], new: [1: 1]),
      Self.use(old: [20: 1], new: [:]),
    ]
    for state in RotationState.allCases {
      for old in olds {
        for new in news {
          for isMember in [true, false] {
            for isRevoked in [false, true] {
              for use in uses {
                for retireAt in [Self.now - 60, Self.now + 60] {
                  for retiring in [nil, Self.now - 5] {
                    for leave in leaves {
                      var record = Self.record(state, retireAt: retireAt)
                      record.body.retiringSince = retiring
                      record.body.disabledAt = Self.now - 40 * 86_400
                      let scene = RotationScene(
                        old: old, new: new, oldPlans: old == nil ? [] : [Self.plan],
                        newPlans: isMember && new != nil ? [Self.plan] : [],
                        isNewRevoked: isRevoked, use: use)
                      looked += 1
                      guard case .step(let step) = Self.next(record, scene, leave) else { continue }
                      if step == .retire { retired += 1 }
                      #expect(
                        Self.isSafe(step, record, scene, leave),
                        "\(step) of \(state), \(scene), \(leave)")
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    #expect(looked == 8 * 11 * 3 * 2 * 2 * 4 * 2 * 2 * 6)
    #expect(retired > 0)
  }

  private static func isSafe(
    _ step: RotationStep, _ record: RotationRecord, _ scene: RotationScene,
    _ leave: RotationDecision.Leave
  ) -> Bool {
    let isIn = scene.newPlans == [plan]
    switch step {
    case .claim:
      return record.state == .planned && scene.old?.isEnabled == true && scene.new == nil
    case .giveWay:
      return record.state == .planned && scene.new == nil
        && scene.old?.tags[RotationTags.replacedBy] != nil
    case .create:
      return record.state == .planned && scene.new == nil && scene.old?.isEnabled == true
        && scene.old?.tags[RotationTags.claim + record.id] != nil
        && scene.old?.tags[RotationTags.replacedBy] == nil
    case .adopt: return record.state == .planned && scene.new != nil
    case .mark, .unclaim: return record.state == .created && scene.old != nil
    case .attach: return scene.new != nil && !isIn
    case .carry, .finishAttaching: return record.state == .created && isIn
    case .deliver: return record.state == .attached && isIn && scene.new?.isEnabled == true
    case .beginOverlap: return record.state == .delivered
    case .retire:
      let isForced = leave.forcedBecause != nil
      let isSeen = scene.use == uses(old: [20: 1])
      return record.state == .overlapping && scene.old?.isEnabled == true
        && scene.new?.isEnabled == true && isIn && !scene.isNewRevoked && leave.retires
        && leave.retireBetween == nil && (isForced || isSeen)
        && (record.body.retireAt <= now || leave.ignoresOverlap)
    case .endOverlap:
      return [.overlapping, .disabled].contains(record.state) && scene.old?.isEnabled != true
    case .stop:
      return record.state.isOpen
        && (scene.new == nil || scene.isNewRevoked)
    case .delete:
      return record.state == .disabled && leave.deletes && scene.old?.isEnabled == false
        && scene.old?.tags.keys.contains { $0.hasPrefix("aws:") } == false
    case .removeExtra, .rollBack: return false
    }
  }

  private static func uses(old: [Int: Int]) -> RotationUse { use(old: old, new: [1: 1]) }

  @Test func recognisesRotationsByTheirTags() throws {
    let place = JournalPlace(profile: "sandbox", region: "us-east-1")
    let retireAfter = "2027-01-20T12:00:00Z"
    let old = Self.key(
      "oldkey0001", tags: Self.marks.merging([RotationTags.retireAfter: retireAfter]) { $1 })
    let new = Self.key(
      "newkey0001",
      tags: [
        RotationTags.rotation: "abcdefghij01", RotationTags.replaces: "oldkey0001",
        RotationTags.terms: "overlap:3600/quiet:60/carry:no/plans:plan01.plan02",
      ])
    let claimed = Self.key(
      "claimed001", tags: [RotationTags.claim + "zzzzzzzzzz01": (Self.now - 60).iso8601])
    let lapsed = Self.key(
      "lapsed0001", tags: [RotationTags.claim + "zzzzzzzzzz02": (Self.now - 3_600).iso8601])
    let odd = Self.key("oddkey0001", tags: [RotationTags.replaces: "\u{1B}[2J", "x": "y"])
    let found = RotationRecord.found(
      in: [new, old, claimed, lapsed, odd], except: [], place: place, now: Self.now)
    #expect(found.map(\.id) == ["abcdefghij01", "zzzzzzzzzz01"])
    #expect(found.map(\.state) == [.overlapping, .planned])
    #expect(found[0].body.retireAt == Date(iso8601: retireAfter))
    #expect(found[0].terms.plans.map(\.id) == ["plan01", "plan02"])
    #expect(found[0].terms.quiet == 60 && !found[0].terms.carriesQuota)
    #expect(found[0].isForeign && found[0].newKey == "newkey0001")
    #expect(
      RotationRecord.found(
        in: [new, old], except: ["abcdefghij01"], place: place, now: Self.now
      ).isEmpty)
  }

  @Test func aNameMeansTheNewKey() {
    let old = Self.key("oldkey0001", tags: Self.marks)
    let new = Self.key("newkey0001", tags: [RotationTags.replaces: "oldkey0001"])
    let bare = Self.key("oldkey0001")
    #expect(GatewaySession.bearers(of: [old, new]) == [new])
    #expect(GatewaySession.bearers(of: [bare, new]) == [new])
    #expect(GatewaySession.bearers(of: [old]) == [old])
    #expect(GatewaySession.bearers(of: [bare, Self.key("another001")]).count == 2)
  }
}
