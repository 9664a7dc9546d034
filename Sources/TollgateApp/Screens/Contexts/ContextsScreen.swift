import Canvas
import Foundation
import GatewayKit

/// Who is calling, and where.
enum ContextsScreen {
  static let columns = [
    Column(.name, "What", nil, 16, 20),
    Column(.value, "This context", nil, 20, 400),
  ]

  static func facts(_ state: AppState) -> [(String, String)] {
    guard let identity = state.identity else {
      return [("Profile", state.context.profile), ("Region", state.context.region)]
    }
    let pending = state.isBusy(.identify) ? "…" : "not known; \(state.table.label(.refresh)) asks"
    return [
      ("Profile", identity.context.profile),
      ("Region", identity.context.region),
      ("Account", identity.account ?? pending),
      ("Caller", identity.arn ?? pending),
      ("Endpoint", identity.endpoint ?? "AWS's own"),
      ("Credentials from", identity.credentialSource),
      ("They expire", expiry(identity)),
      ("Read-only", identity.isReadOnly ? "yes: no change leaves this program" : "no"),
      ("Protected", identity.isProtected ? "yes: every change takes a typed name" : "no"),
      ("Requests", state.budget.sentence),
    ]
  }

  private static func expiry(_ identity: ContextIdentity) -> String {
    guard let end = CredentialsEnd(identity) else { return "never, or it is not said" }
    let after = end.renewsItself ? "renewed without you" : "then \(end.advice)"
    return "\(Figures.moment(end.at)); \(after)"
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard case .line(let number) = id else { return [] }
    let facts = facts(state)
    guard facts.indices.contains(Int(number)) else { return [] }
    return column == .name ? Line(facts[Int(number)].0, .dim) : Line(facts[Int(number)].1)
  }
}
