import Canvas
import Foundation
import GatewayKit

/// Several contexts, one a row: who is calling, with what, and whether it answers.
enum ContextsTable {
  static let columns = [
    Column(.profile, "Profile", "f", 10, 24),
    Column(.account, "Account", "c", 12, 12, leaves: 4),
    Column(.region, "Region", "g", 9, 15),
    Column(.state, "Reachable", "s", 13, 40),
    Column(.action, "Changes", "h", 9, 20, leaves: 5),
    Column(.out, "Expires", "e", 12, 16, leaves: 3),
    Column(.keys, "Keys", "k", number: true, 6, 8, leaves: 2),
    Column(.value, "Credentials from", nil, 16, 60, leaves: 1),
  ]

  static func row(_ home: Home, _ state: AppState) -> TableRow {
    let id = RowID.context(home)
    guard let standing = state.standing(home) else {
      return TableRow(id: id, searchText: "", plans: [])
    }
    let identity = standing.identity
    let words = [
      standing.context.profile, standing.context.region, identity?.account ?? "",
      identity?.arn ?? "", identity?.credentialSource ?? "", reachable(standing).text,
    ]
    var row = TableRow(id: id, searchText: words.joined(separator: " ").lowercased(), plans: [])
    row.texts = [
      "profile": standing.context.profile, "region": standing.context.region,
      "account": identity?.account ?? "", "state": reachable(standing).text,
      "action": changes(standing).text,
      "out": identity?.expiresAt.map { String($0.timeIntervalSince1970) } ?? "",
    ]
    return row
  }

  static func cell(_ home: Home, _ column: ColumnID, _ state: AppState) -> Line {
    guard let standing = state.standing(home) else { return [] }
    switch column {
    case .profile: return Line(standing.context.profile)
    case .account:
      return standing.identity?.account.map { Line($0) } ?? Line("–", .dim)
    case .region:
      return standing.context.region.isEmpty ? Line("–", .dim) : Line(standing.context.region)
    case .state: return reachable(standing).line
    case .action: return changes(standing).line
    case .out: return expiry(standing, at: state.now)
    case .keys:
      let count = state.catalog.keyOrder.count { $0.home == home }
      if state.catalog.keyFailures[home] != nil { return Line("–", .dim) }
      // None so far is not none.
      return count == 0 && !state.catalog.keysState.isComplete
        ? Line("…", .dim) : Line(Figures.number(count))
    case .value: return Line(standing.identity?.credentialSource ?? "", .dim)
    default: return []
    }
  }

  /// A word or two, and their role.
  private struct Words {
    var text: String
    var role: Role
    var line: Line { Line(text, role) }
  }

  /// Columns that the words on whether it answers take.
  static func reachableWidth(_ standing: ContextStanding) -> Int {
    Text.width(reachable(standing).text)
  }

  private static func reachable(_ standing: ContextStanding) -> Words {
    if let error = standing.error { return Words(text: "no: \(error.message)", role: .danger) }
    if let seconds = standing.answeredIn {
      return Words(text: "yes, in \(Figures.milliseconds(seconds))", role: .ok)
    }
    return standing.identity == nil
      ? Words(text: "opening …", role: .dim) : Words(text: "asking …", role: .dim)
  }

  private static func changes(_ standing: ContextStanding) -> Words {
    guard let identity = standing.identity else { return Words(text: "–", role: .dim) }
    if identity.isReadOnly { return Words(text: "read-only", role: .warn) }
    return identity.isProtected
      ? Words(text: "protected", role: .danger) : Words(text: "allowed", role: .text)
  }

  private static func expiry(_ standing: ContextStanding, at now: Date) -> Line {
    guard let identity = standing.identity else { return Line("–", .dim) }
    guard let end = CredentialsEnd(identity) else { return Line("never", .dim) }
    let left = end.at.timeIntervalSince(now)
    if left <= 0 { return Line("over", .danger) }
    return Line(
      left < 3600 ? "in \(Int(left / 60)) min" : Figures.moment(end.at),
      end.isUrgent(at: now) ? .warn : .text)
  }
}

extension Figures {
  /// `12 ms`, `1.4 s`.
  static func milliseconds(_ seconds: Double) -> String {
    seconds < 1
      ? "\(Int((seconds * 1000).rounded())) ms" : "\((seconds * 10).rounded() / 10) s"
  }
}
