import GatewayKit

/// What a leaked key opens and stops, in lines for a person.
enum LeakDetailLines {
  /// The lines of one detail, each with its label.
  static func of(_ detail: LeakDetail) -> [String] {
    switch detail {
    case .plans(let plans):
      let shown = plans.map { "\($0.label) (\(limits($0)))" }
      return [line("Plans", shown.isEmpty ? "none" : shown.joined(separator: ", "))]
    case .opens(let openings):
      guard !openings.isEmpty else { return [line("Opens", "no API stage")] }
      return [line("Opens", openings.map(opening).joined(separator: ", "))]
    case .exposure(let exposure):
      let remark = exposure.remark.map { "; \($0)" } ?? ""
      return [
        line(
          "Used",
          "\(exposure.today.grouped) today, \(exposure.ninetyDays.grouped) in 90 days\(remark)")
      ]
    case .management(nil): return []
    case .management(.some(let management)): return managed(management)
    case .traffic(let traffic): return calls(traffic)
    case .note(let note): return [line("Note", note)]
    }
  }

  private static func limits(_ plan: UsagePlan) -> String {
    let throttle = plan.throttle == nil ? "no throttle" : plan.throttle.shown
    return "\(throttle), \(plan.quota == nil ? "no quota" : plan.quota.shown)"
  }

  private static func opening(_ opening: LeakDetail.Opening) -> String {
    let name = "\(opening.apiName ?? opening.stage.apiId)/\(opening.stage.stage)"
    guard let methods = opening.methods else { return name }
    return "\(name) (\(methods.count.counted("method")))"
  }

  private static func managed(_ management: LeakDetail.Management) -> [String] {
    let place = management.place.map { " \($0)" } ?? ""
    let resource = management.resource.map { ", resource \($0)" } ?? ""
    let doubt = management.isCertain ? "" : " (it looks like it)"
    let first = line(
      "Managed by",
      "\(management.tool.rawValue)\(place)\(resource)\(doubt): it may enable the key again")
    guard !management.change.isEmpty else { return [first] }
    return [first, line("", "the change to make there:")]
      + management.change.map { line("", "  \($0)") }
  }

  private static func calls(_ traffic: LeakDetail.Traffic) -> [String] {
    let stage = "\(traffic.stage.apiId)/\(traffic.stage.stage)"
    let count = "\(traffic.requests.grouped) of \(traffic.allRequests.counted("request"))"
    let callers = traffic.callers.map { caller in
      line(
        "", "  \(caller.address)  \(caller.requests.counted("request"))  \(caller.agent)")
    }
    let warning = traffic.warning.map { [line("Warning", $0)] } ?? []
    return [line("Traffic", "\(stage): \(count) in \(traffic.hours) h")] + callers + warning
  }

  private static func line(_ label: String, _ text: String) -> String {
    "  " + label + String(repeating: " ", count: max(2, 12 - label.count)) + text
  }
}
