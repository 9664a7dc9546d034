import GatewayKit

extension AppState {
  /// Asks whether revoked keys are among those of a page. Keys that are off by now are forgotten.
  mutating func findRevivals(_ page: KeyPage, _ effects: inout [Effect]) {
    for key in page.keys where !key.isEnabled { revivals[key.id.shown] = nil }
    if page.isLast {
      let known = Set(catalog.keyOrder.map(\.shown))
      revivals = revivals.filter { known.contains($0.key) || $0.value.context != context }
    }
    let enabled = page.keys.filter(\.isEnabled)
    guard !enabled.isEmpty else { return }
    let id = begin(.revivals(page: page.number), &effects)
    effects.append(.findRevivals(id, enabled))
  }

  /// Revoked keys that work again are told loudly, and stay told.
  mutating func revivalsCame(_ found: [Revival]) {
    for revival in found where revivals[revival.keyId] == nil {
      revivals[revival.keyId] = revival
      say(revival.sentence(leak: table.label(.leak)), .danger)
    }
    refilter()
  }

  /// The revocation that a key has come back from; nil when it has not.
  func revival(of key: APIKey) -> Revival? {
    guard key.isEnabled, !revivals.isEmpty else { return nil }
    return revivals[key.id.shown]
  }
}

extension Revival {
  /// How it came back, in words for its row.
  var words: String {
    switch form {
    case .enabled: "revoked, enabled again"
    case .sameValue: "has a revoked value"
    case .imported: "brings a revoked value back"
    }
  }

  /// What happened, in one sentence.
  func sentence(leak: String) -> String {
    let who = name.isEmpty ? keyId : name
    let when = Figures.moment(revokedAt)
    return switch form {
    case .enabled: "\(who) was revoked as leaked on \(when) and is enabled again: d disables it."
    case .sameValue: "\(who) has the value that was revoked as leaked on \(when): d disables it."
    case .imported(let line): "Line \(line) has a value that was revoked as leaked on \(when)."
    }
  }
}
