import GatewayKit

/// One day of one key in one plan: a row of an export.
struct UsageDayView: Sendable {
  /// Whose day.
  var usage: KeyUsage
  /// The day.
  var day: UsageDay

  /// All days of some figures.
  static func all(_ usages: [KeyUsage]) -> [UsageDayView] {
    usages.flatMap { usage in usage.days.map { UsageDayView(usage: usage, day: $0) } }
  }

  /// Columns of the export.
  static var columns: [Column<UsageDayView>] {
    [
      Column("Plan id", "planId", .fixed) { $0.usage.plan.id.wire },
      Column("Plan", "planName") { $0.usage.plan.name },
      Column("Key id", "keyId", .fixed) { $0.usage.keyId.shown },
      Column("Key", "keyName") { $0.usage.keyName },
      Column("Date", "date", .fixed) { $0.day.date.description },
      Column(
        "Used", "used", .number, text: { $0.day.used.grouped }, raw: { String($0.day.used) }),
      Column(
        "Left", "remaining", .number, text: { $0.day.remaining.grouped },
        raw: { String($0.day.remaining) }),
    ]
  }
}
