import Canvas
import Foundation
import GatewayKit

/// Who is calling, and where.
enum ContextsScreen {
  static let columns = [
    Column(.name, "What", nil, 16, 20),
    Column(.value, "This context", nil, 20, 400),
  ]

  private static let expire = "They expire"

  static func facts(_ state: AppState) -> [(String, String)] {
    let trouble = trouble(state)
    guard let identity = state.identity else {
      let region = state.context.region
      return [
        ("Profile", state.context.profile), ("Region", region.isEmpty ? "not known" : region),
      ] + trouble
    }
    let pending = state.isBusy(.identify) ? "…" : "not known; \(state.table.label(.refresh)) asks"
    var facts = [
      ("Profile", identity.context.profile),
      ("Region", identity.context.region),
      ("Account", identity.account ?? pending),
      ("Caller", identity.arn ?? pending),
      ("Endpoint", identity.endpoint ?? "AWS's own"),
      ("Credentials from", identity.credentialSource),
      (expire, identity.expiresAt.map(Figures.moment) ?? "never, or it is not said"),
      ("Read-only", identity.isReadOnly ? "yes: no change leaves this program" : "no"),
      ("Protected", identity.isProtected ? "yes: every change takes a typed name" : "no"),
      ("Requests", state.budget.sentence),
    ]
    if let end = CredentialsEnd(identity), let place = facts.firstIndex(where: { $0.0 == expire }) {
      let others = end.renewsItself ? "others are fetched by themselves" : end.advice
      facts.insert(("After that", others), at: place + 1)
    }
    return facts + trouble
  }

  /// Why it does not answer, or why it has no keys to show, and the cure; in as many rows as that
  /// takes, since it can be read whole nowhere else.
  private static func trouble(_ state: AppState) -> [(String, String)] {
    guard let home = state.standing(state.here)?.home else { return [] }
    let known = state.standing(home)?.error
    guard let error = known ?? state.catalog.failure(home, of: .keys)?.error else { return [] }
    let heads = (known == nil ? "No keys" : "Not reachable", "What to do")
    return rows(heads.0, error.message, state) + rows(heads.1, error.advice, state)
  }

  private static func rows(_ head: String, _ text: String, _ state: AppState)
    -> [(String, String)]
  {
    guard !text.isEmpty else { return [] }
    // The columns of this screen, their gaps and the scroll bar leave so much.
    let lines = Line(text).wrapped(to: max(20, state.size.width - 28))
    return lines.enumerated().map { ($0 == 0 ? head : "", $1.text) }
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard case .line(let number) = id else { return [] }
    let facts = facts(state)
    guard facts.indices.contains(Int(number)) else { return [] }
    return column == .name ? Line(facts[Int(number)].0, .dim) : Line(facts[Int(number)].1)
  }
}
