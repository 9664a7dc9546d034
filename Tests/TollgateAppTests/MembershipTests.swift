import GatewayKit
import Testing

@testable import TollgateApp

/// What is known of who is in which plan, in whatever order the answers come.
@Suite struct MembershipTests {
  private static func page(_ keys: ArraySlice<APIKey>, _ number: Int, isLast: Bool) -> KeyPage {
    KeyPage(keys: Array(keys), number: number, isLast: isLast, fetchedAt: Sample.now)
  }

  @Test("members that came before their keys are not lost")
  func membersFirst() {
    var catalog = Catalog()
    catalog.beginKeys()
    catalog.take(Self.page(Sample.keys[..<2], 1, isLast: false))
    catalog.beginPlans()
    catalog.take(PlanPage(plans: Sample.plans, isLast: true, fetchedAt: Sample.now))
    for (plan, ids) in Sample.members {
      catalog.setMembers(ids.map { KeyID($0) }, of: PlanID(plan))
    }
    catalog.take(Self.page(Sample.keys[2...], 2, isLast: true))
    let plans = Sample.keys.map { catalog.keys[$0.id]?.plans.map(\.wire) }
    #expect(plans == [["p1"], ["p1"], ["p1"], ["p1"], ["p2"], ["p1"], []])
    #expect(catalog.keys[KeyID("k5")]?.searchText.contains("premium-prod") == true)
  }
}
