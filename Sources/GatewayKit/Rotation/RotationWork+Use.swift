import AWSClient
import Foundation

extension RotationWork {
  /// What both keys used in the last 90 days.
  func use() async throws -> RotationUse {
    let today = CalendarDay(run.now)
    var old: [RotationUse.Series] = []
    if let key = scene.old {
      for plan in scene.oldPlans {
        old.append(try await series(key.id, plan, from: today - 89))
      }
    }
    var new: [RotationUse.Series] = []
    if let key = scene.new {
      let begun = max(today - 89, CalendarDay(key.createdDate ?? record.startedAt) - 1)
      for plan in scene.newPlans {
        new.append(try await series(key.id, plan, from: min(begun, today)))
      }
    }
    return RotationUse(old: old, new: new, logs: try await logs())
  }

  /// The days of a key in a plan.
  func series(
    _ key: KeyID, _ plan: UsagePlan, from first: CalendarDay
  ) async throws -> RotationUse.Series {
    let today = CalendarDay(run.now)
    var pages: [UsageRecord] = []
    var position: String?
    repeat {
      let page = try await run.session.api.getUsage(
        plan: plan.id.wire, startDate: first.description, endDate: today.description,
        key: key.wire, position: position, lane: run.lane
      ).value
      pages.append(page)
      position = page.position
    } while position != nil
    return RotationUse.Series(
      plan: plan.label, quota: plan.quota,
      days: UsageSeries.merge(pages, from: first)[key.wire])
  }
}
